package dev.footbridge.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import okhttp3.Connection;
import okhttp3.Protocol;

/**
 * Finds a kept connection that the other side has closed in the meantime, before a request is written to it: afterwards
 * nobody could tell whether the request was done. OkHttp looks only after ten seconds of idling, and not before a GET.
 */
final class IdleCheck {

    /** Not worth a look: a look costs a millisecond of waiting. */
    private static final long SHORT_NANOS = Duration.ofMillis(100).toNanos();

    private static final int LOOK_MILLIS = 1;

    private final LongSupplier nanoTime;
    private final Map<Connection, Long> lastUse = Collections.synchronizedMap(new WeakHashMap<>());

    IdleCheck(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Thrown before the first byte left. */
    static final class ClosedWhileIdleException extends IOException {

        private static final long serialVersionUID = 1L;

        ClosedWhileIdleException() {
            super("closed while idle");
        }
    }

    void used(Connection connection) {
        lastUse.put(connection, nanoTime.getAsLong());
    }

    void check(Connection connection) throws IOException {
        // HTTP/2 connections have a reader of their own, which notices at once.
        if (connection.protocol() == Protocol.HTTP_2) {
            return;
        }
        Long last = lastUse.get(connection);
        if (last != null && nanoTime.getAsLong() - last > SHORT_NANOS && isClosedByPeer(connection.socket())) {
            throw new ClosedWhileIdleException();
        }
    }

    private static boolean isClosedByPeer(Socket socket) {
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(LOOK_MILLIS);
            try {
                // The end; or bytes that nobody asked for, with which the connection is of no use either.
                int ignored = socket.getInputStream().read();
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            return true;
        }
    }
}
