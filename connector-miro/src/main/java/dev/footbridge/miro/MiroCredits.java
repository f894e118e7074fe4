package dev.footbridge.miro;

import dev.footbridge.http.HttpAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Counts credits: what all calls used, what Miro says is left, and a bucket with the share of them that polling may use.
 * Safe for concurrent use.
 */
final class MiroCredits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Below a tenth of the limit what is left belongs to posts. */
    private static final int RESERVE = 10;

    private final Clock clock;
    private final long share;
    private double available;
    private Instant filledAt;
    private long used;
    private OptionalLong limit = OptionalLong.empty();
    private OptionalLong remaining = OptionalLong.empty();
    private Instant resetAt = Instant.MIN;

    /** @param percent of the credits of a minute that polling may use */
    MiroCredits(int percent, Clock clock) {
        this.clock = clock;
        this.share = (long) MiroLevel.PER_MINUTE * percent / 100;
        this.available = share;
        this.filledAt = clock.instant();
    }

    /** Takes down one call and what its answer says of the budget. */
    synchronized void used(MiroLevel level, HttpAnswer answer, Instant now) {
        used += level.credits();
        OptionalLong said = MiroErrors.header(answer, "X-RateLimit-Remaining");
        if (said.isPresent()) {
            remaining = said;
            limit = MiroErrors.header(answer, "X-RateLimit-Limit");
            resetAt = MiroErrors.untilReset(answer, now).map(now::plus).orElse(Instant.MIN);
        }
    }

    /** What all calls of this connector cost so far. */
    synchronized long used() {
        return used;
    }

    /** What Miro said is left of the minute. */
    synchronized OptionalLong remaining() {
        return remaining;
    }

    /** Credits a minute that polling may use. */
    long share() {
        return share;
    }

    /** Takes a call's credits out of the share of polling, or says how long to wait before asking again. */
    synchronized Duration take(MiroLevel level) {
        Instant now = clock.instant();
        if (isShort() && now.isBefore(resetAt)) {
            return Duration.between(now, resetAt);
        }
        fill(now);
        double missing = Math.min(level.credits(), share) - available;
        if (missing > 0) {
            return Duration.ofMillis((long) Math.ceil(missing * MINUTE.toMillis() / share));
        }
        available -= level.credits();
        return Duration.ZERO;
    }

    private boolean isShort() {
        return remaining.isPresent() && remaining.getAsLong() < limit.orElse(MiroLevel.PER_MINUTE) / RESERVE;
    }

    private void fill(Instant now) {
        Duration passed = Duration.between(filledAt, now);
        if (!passed.isNegative()) {
            available = Math.min(share, available + (double) share * passed.toMillis() / MINUTE.toMillis());
        }
        filledAt = now;
    }
}
