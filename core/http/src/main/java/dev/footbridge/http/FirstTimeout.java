package dev.footbridge.http;

import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/**
 * A timeout that is due before those of all reads and writes, does nothing, and begins again. One thread looks after all
 * timeouts of OkHttp, and is woken for each that is due before the others: without this one at every read and every
 * write of a file, which costs more than these do. Says nothing about when the others are due.
 */
final class FirstTimeout extends AsyncTimeout implements AutoCloseable {

    private static final long SECONDS = 1;

    private boolean closed;

    private FirstTimeout() {
        timeout(SECONDS, TimeUnit.SECONDS);
    }

    /** Until it is closed. */
    static FirstTimeout begin() {
        FirstTimeout timeout = new FirstTimeout();
        timeout.enter();
        return timeout;
    }

    /** Called by the thread that looks after timeouts. */
    @Override
    protected synchronized void timedOut() {
        if (!closed) {
            exit();
            enter();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        exit();
    }
}
