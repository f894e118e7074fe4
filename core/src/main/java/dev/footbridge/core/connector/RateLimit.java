package dev.footbridge.core.connector;

import java.time.Duration;

/**
 * A documented limit: {@code permits} calls per {@code period}, all calls with the same key together.
 *
 * @param key shared by everything that counts against the same budget within the workspace
 * @param burst most calls at once after a pause, at least 1
 */
public record RateLimit(String key, int permits, Duration period, int burst) {

    public RateLimit {
        if (permits < 1 || burst < 1 || period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("a rate limit has positive numbers");
        }
    }
}
