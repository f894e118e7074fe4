package dev.footbridge.core.delivery;

import java.time.Clock;
import java.time.Instant;

/** Nanoseconds that never go back, from a clock that may: a corrected system clock must not stop the lanes. */
final class SteadyTime {
    private final Clock clock;
    private Instant last;
    private long nanos;

    SteadyTime(Clock clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    synchronized long nanos() {
        Instant now = clock.instant();
        if (now.isAfter(last)) {
            long seconds = now.getEpochSecond() - last.getEpochSecond();
            nanos += seconds * 1_000_000_000L + now.getNano() - last.getNano();
        }
        last = now;
        return nanos;
    }
}
