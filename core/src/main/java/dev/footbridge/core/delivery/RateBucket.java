package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One documented limit as a state machine over a time that is passed in. Calls are spread evenly apart from the burst,
 * and no period ever holds more than the permits, which a plain token bucket would allow right after a burst. Not safe
 * for concurrent use: {@link Pacer} holds the lock.
 */
final class RateBucket {
    /** Larger limits are kept over a part of their period, so that a bucket stays small. */
    private static final int MAX_LOG = 4_096;

    private static final Duration LONGEST = Duration.ofDays(366);

    private final long period;
    private final long interval;
    private final long tolerance;
    private final long[] log;
    private int next;
    private long arrival = Long.MIN_VALUE / 4;
    private long blockedUntil = Long.MIN_VALUE / 4;
    private int generation;
    private @Nullable ChannelId suspect;
    private long suspectUntil = Long.MIN_VALUE / 4;

    RateBucket(RateLimit limit) {
        int parts = (limit.permits() + MAX_LOG - 1) / MAX_LOG;
        int permits = Math.max(1, limit.permits() / parts);
        this.period = Math.max(1, nanos(limit) / parts);
        this.interval = Math.max(1, period / permits);
        this.tolerance = interval * (Math.min(limit.burst(), permits) - 1L);
        this.log = new long[permits];
        Arrays.fill(log, Long.MIN_VALUE / 4);
    }

    private static long nanos(RateLimit limit) {
        return limit.period().compareTo(LONGEST) > 0
                ? LONGEST.toNanos()
                : limit.period().toNanos();
    }

    /** Changes when everything that was taken in advance is void. */
    int generation() {
        return generation;
    }

    /** The first time at which a call may go out; at least {@code now}. */
    long slot(long now) {
        long spread = Math.max(now, arrival - tolerance);
        return Math.max(Math.max(spread, log[next] + period), blockedUntil);
    }

    /** Takes the next slot, which may lie in the future; returns where it is remembered. */
    int take(long now) {
        long slot = slot(now);
        int index = next;
        log[index] = slot;
        next = (next + 1) % log.length;
        arrival = Math.max(arrival, slot) + interval;
        return index;
    }

    /** The time that is remembered there. */
    long at(int index) {
        return log[index];
    }

    /**
     * The call that was remembered there came back. The platform counted it somewhere between then and now; only from now
     * on is it certain that it did, so now is when its period begins.
     */
    void returned(int index, long remembered, long now) {
        if (log[index] == remembered && now > remembered) {
            log[index] = now;
        }
    }

    /** The call of the slot taken last goes out now, later than its slot. */
    void usedLate(long slot, long now) {
        int last = (next + log.length - 1) % log.length;
        if (log[last] == slot && now > slot) {
            log[last] = now;
            arrival = Math.max(arrival, now + interval);
        }
    }

    /** Nobody before this time, and no burst after it. */
    void block(long until) {
        if (until > blockedUntil) {
            blockedUntil = until;
            arrival = until + tolerance;
            generation++;
        }
    }

    /** Whether this limit is a likely reason for "too many": at least half of it was used. */
    boolean isHot(long now) {
        int half = (log.length + 1) / 2;
        int nth = (next + log.length - half) % log.length;
        return log[nth] + period > now;
    }

    /** A call of this channel was refused; true when another channel's call was refused as well a moment ago. */
    boolean suspect(ChannelId channel, long now, long until) {
        boolean shared = suspect != null && !suspect.equals(channel) && suspectUntil > now;
        suspect = channel;
        suspectUntil = Math.max(suspectUntil, until);
        return shared;
    }

    /** Whether it has nothing to remember. */
    boolean isIdle(long now) {
        int last = (next + log.length - 1) % log.length;
        return arrival <= now && blockedUntil <= now && suspectUntil <= now && log[last] + period <= now;
    }
}
