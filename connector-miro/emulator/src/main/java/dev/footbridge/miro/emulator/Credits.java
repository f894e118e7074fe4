package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * The vendor's rate limit: every call costs the credits of its level, and a user has 100,000 of them per minute and app. Windows
 * are whole minutes, as the header says when the count starts anew. Follows the switches of {@link RateLimits}; safe for
 * concurrent use.
 */
final class Credits {
    static final int PER_MINUTE = 100_000;

    private static final int[] LEVELS = {0, 50, 100, 500, 2000};
    private static final long WINDOW_SECONDS = 60;

    private record Window(long minute, long used) {}

    private final Map<String, Window> windows = new HashMap<>();
    private final RateLimits limits;
    private final Clock clock;

    Credits(RateLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    static int ofLevel(int level) {
        return LEVELS[level];
    }

    /** What is left after a charge, and when the window ends. */
    record Balance(boolean covered, long limit, long remaining, long resetAt) {
        Reply on(Reply reply) {
            return headers(reply, limit, remaining, resetAt);
        }
    }

    /** Takes credits of a user; a call that is not covered costs nothing. */
    Balance charge(String user, long credits) {
        long limit = Math.max(1, Math.round(PER_MINUTE * limits.scale()));
        long minute = clock.instant().getEpochSecond() / WINDOW_SECONDS;
        long resetAt = (minute + 1) * WINDOW_SECONDS;
        synchronized (windows) {
            Window window = windows.getOrDefault(user, new Window(minute, 0));
            long used = window.minute() == minute ? window.used() : 0;
            boolean covered = !limits.enabled() || used + credits <= limit;
            long after = covered ? used + credits : used;
            windows.put(user, new Window(minute, after));
            if (!covered) {
                limits.refused("credits");
            }
            return new Balance(covered, limit, Math.max(0, limit - after), resetAt);
        }
    }

    static Reply headers(Reply reply, long limit, long remaining, long resetAt) {
        return reply.withHeader("X-RateLimit-Limit", Long.toString(limit))
                .withHeader("X-RateLimit-Remaining", Long.toString(remaining))
                .withHeader("X-RateLimit-Reset", Long.toString(resetAt));
    }
}
