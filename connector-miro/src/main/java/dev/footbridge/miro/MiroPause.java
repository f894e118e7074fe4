package dev.footbridge.miro;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits. A parameter, so that tests decide how time passes. */
interface MiroPause {

    /** Returns after this long; an interrupt ends it at once. */
    void sleep(Duration time) throws InterruptedException;

    /** Real waiting, on a latch that nobody opens. */
    static MiroPause real() {
        return time -> {
            boolean opened = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
            if (opened) {
                throw new IllegalStateException("nobody can open this latch");
            }
        };
    }
}
