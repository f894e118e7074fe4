package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.Limit;
import dev.footbridge.testkit.emulator.RateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The vendor's quotas. Per space and second they are shared by all apps in it; per project they count by the minute. The
 * answer has no {@code Retry-After}: the vendor only asks for exponential backoff.
 */
final class Throttle {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Map<String, Limit> PER_SPACE = Map.of(
            "read", Limit.per("space-read", 15, SECOND),
            "write", Limit.per("space-write", 1, SECOND),
            "react", Limit.per("space-react", 5, SECOND));

    private static final Map<String, Limit> PER_PROJECT = Map.ofEntries(
            project("message-write", 3000),
            project("message-read", 3000),
            project("membership-write", 300),
            project("membership-read", 3000),
            project("space-write", 60),
            project("space-read", 3000),
            project("attachment-write", 600),
            project("attachment-read", 3000),
            project("reaction-write", 600),
            project("reaction-read", 3000),
            project("events-write", 600),
            project("directory", 2400));

    private static final Limit EVENTS_PER_USER = Limit.per("user-events-write", 100, MINUTE);

    private final RateLimits limits;

    Throttle(RateLimits limits) {
        this.limits = limits;
    }

    private static Map.Entry<String, Limit> project(String name, int permits) {
        return Map.entry(name, Limit.per("project-" + name, permits, MINUTE));
    }

    /** The name of the limit that is used up. */
    Optional<String> check(Call call) {
        Limit perSpace = PER_SPACE.get(call.method().spaceLimit());
        if (perSpace != null && limits.acquire(call.param("spacesId"), perSpace).isPresent()) {
            return Optional.of(perSpace.name());
        }
        if (call.method().projectLimit().equals("events-write")
                && limits.acquire(call.caller().self().id(), EVENTS_PER_USER).isPresent()) {
            return Optional.of(EVENTS_PER_USER.name());
        }
        Limit perProject = PER_PROJECT.get(call.method().projectLimit());
        if (perProject != null && limits.acquire("project", perProject).isPresent()) {
            return Optional.of(perProject.name());
        }
        return Optional.empty();
    }
}
