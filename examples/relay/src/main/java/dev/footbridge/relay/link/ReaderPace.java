package dev.footbridge.relay.link;

import java.time.Duration;

/**
 * How fast somebody takes a file. Only the time that the relay waits for them counts: a slow source is not their fault.
 * Safe for concurrent use.
 */
final class ReaderPace {

    /** Bytes a second below which a reader is cut off. */
    static final int LEAST = 16_000;

    /** Over how much waiting the pace is averaged. */
    static final Duration WINDOW = Duration.ofSeconds(30);

    private static final long MILLIS = 1_000;
    private static final long IDLE = -1;

    private long waited;
    private long taken;
    private long waitingSince = IDLE;
    private boolean tooSlow;

    /** From now on the relay waits for the reader. */
    synchronized void waiting(long millis) {
        waitingSince = millis;
    }

    /** The reader took some. */
    synchronized void took(int bytes, long millis) {
        waited += millis - waitingSince;
        waitingSince = IDLE;
        taken += bytes;
        if (waited >= WINDOW.toMillis()) {
            tooSlow |= isTooLittle(waited);
            waited = 0;
            taken = 0;
        }
    }

    synchronized boolean isTooSlow(long millis) {
        long sofar = waited + (waitingSince == IDLE ? 0 : millis - waitingSince);
        return tooSlow || sofar >= WINDOW.toMillis() && isTooLittle(sofar);
    }

    /** What the system's buffers swallow at the start counts as taken, so it buys some time. */
    private boolean isTooLittle(long millis) {
        return taken * MILLIS < LEAST * millis;
    }
}
