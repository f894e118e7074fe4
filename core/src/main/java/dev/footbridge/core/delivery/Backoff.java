package dev.footbridge.core.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Exponential waits with full jitter: a random part of a bound that doubles. Safe for concurrent use. */
final class Backoff {
    private final long firstNanos;
    private final long maxNanos;
    private final Duration maxRetryAfter;
    private final RandomGenerator random;

    Backoff(DeliveryOptions options, RandomGenerator random) {
        this.firstNanos = options.firstBackoff().toNanos();
        this.maxNanos = options.maxBackoff().toNanos();
        this.maxRetryAfter = options.maxRetryAfter();
        this.random = random;
    }

    /** The wait after so many failures in a row. */
    Duration after(int failures) {
        int doublings = Math.min(failures - 1, 30);
        long bound = Math.min(maxNanos, firstNanos << doublings);
        long safe = bound <= 0 ? maxNanos : bound;
        synchronized (random) {
            return Duration.ofNanos((long) (random.nextDouble() * safe) + 1);
        }
    }

    /** The wait that the platform asked for, cut to the longest allowed; what is absent or not positive is no wish. */
    Duration after(int failures, Optional<Duration> retryAfter) {
        Duration wait = retryAfter
                .filter(asked -> !asked.isNegative() && !asked.isZero())
                .orElseGet(() -> after(failures));
        return wait.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : wait;
    }
}
