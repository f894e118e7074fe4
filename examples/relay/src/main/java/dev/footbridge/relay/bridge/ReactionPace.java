package dev.footbridge.relay.bridge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Somebody who clicks an emoji on and off must not use up a channel's calls: one per message and emoji in 2 s. */
final class ReactionPace {

    static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int MAX_REMEMBERED = 50_000;

    private record Spot(long lane, long group, String emoji) {}

    private final Clock clock;
    private final Cache<Spot, Instant> calls = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .executor(Runnable::run)
            .build();

    ReactionPace(Clock clock) {
        this.clock = clock;
    }

    boolean mayCall(Operation operation) {
        Instant last = calls.getIfPresent(spot(operation));
        return last == null || !clock.instant().isBefore(last.plus(INTERVAL));
    }

    void called(Operation operation) {
        calls.put(spot(operation), clock.instant());
    }

    private static Spot spot(Operation operation) {
        return new Spot(
                operation.row().lane(),
                operation.group(),
                operation.row().emoji().orElse(""));
    }
}
