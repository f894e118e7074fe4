package dev.footbridge.testkit.emulator;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Strictly increasing timestamps, for platforms whose message id is a time. Safe for concurrent use. */
public final class Ticks {
    private final Clock clock;
    private final ChronoUnit unit;
    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

    private Ticks(Clock clock, ChronoUnit unit) {
        this.clock = clock;
        this.unit = unit;
    }

    public static Ticks micros(Clock clock) {
        return new Ticks(clock, ChronoUnit.MICROS);
    }

    public static Ticks millis(Clock clock) {
        return new Ticks(clock, ChronoUnit.MILLIS);
    }

    /** Units since the epoch: now, or one more than the last value if that is later. */
    public long next() {
        long now = ChronoUnit.MILLIS == unit
                ? clock.millis()
                : ChronoUnit.MICROS.between(java.time.Instant.EPOCH, clock.instant());
        return last.updateAndGet(previous -> previous >= now ? previous + 1 : now);
    }
}
