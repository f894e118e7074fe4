package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Limit;
import dev.footbridge.testkit.emulator.RateLimits;
import java.time.Duration;
import java.util.Optional;

/** Applies the vendor's limits to requests. The user comes first, so that one who is over the limit uses up nothing of a channel. */
final class Throttle {
    private final RateLimits limits;
    private volatile boolean withRetryAfter = true;

    Throttle(RateLimits limits) {
        this.limits = limits;
    }

    /** Teams sometimes leaves {@code Retry-After} out of a 429; false imitates that. */
    void withRetryAfter(boolean present) {
        withRetryAfter = present;
    }

    void check(LimitClass limit, GraphRequest request) {
        if (!limits.enabled()) {
            return;
        }
        var caller = request.caller();
        caller.user().ifPresent(user -> take(limit.perUser(), user.id()));
        place(limit, request).ifPresent(key -> take(limit.perPlace(), key));
        take(limit.perAppAndTenant(), caller.appId());
    }

    private static Optional<String> place(LimitClass limit, GraphRequest request) {
        var team = Optional.ofNullable(request.path().get("team-id"));
        var conversation = Optional.ofNullable(request.path().get("channel-id"))
                .or(() -> Optional.ofNullable(request.path().get("chat-id")));
        return limit == LimitClass.CHANNEL_CREATE
                ? team
                : conversation.or(() -> limit == LimitClass.MEMBER ? team : Optional.empty());
    }

    private void take(Optional<Limit> limit, String key) {
        limit.flatMap(l -> limits.acquire(key, l)).ifPresent(wait -> {
            throw GraphFault.tooManyRequests(withRetryAfter ? Optional.of(wholeSeconds(wait)) : Optional.empty());
        });
    }

    private static Duration wholeSeconds(Duration wait) {
        return Duration.ofSeconds(Math.max(1, (wait.toMillis() + 999) / 1000));
    }
}
