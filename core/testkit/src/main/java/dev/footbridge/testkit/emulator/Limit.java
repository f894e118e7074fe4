package dev.footbridge.testkit.emulator;

import java.time.Duration;

/**
 * A documented rate limit as a token bucket: {@code burst} requests at once, refilled at {@code permits} per {@code period}.
 *
 * @param name names the limit in counters and on the inspector page
 */
public record Limit(String name, int permits, Duration period, int burst) {
    public Limit {
        if (permits < 1 || burst < 1 || period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("limit " + name + " must allow something");
        }
    }

    /** A limit whose burst is the full allowance of one period. */
    public static Limit per(String name, int permits, Duration period) {
        return new Limit(name, permits, period, permits);
    }
}
