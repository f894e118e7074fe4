package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A lean loopback HTTP/1.1 server: one thread per connection, answers made of ready bytes. Keeps connections open for as
 * long as the peer wants.
 */
final class StubServer implements AutoCloseable {

    /** Answers a request; called from many threads at once. */
    interface Handler {
        Answer answer(Request request) throws IOException;

        /** Where the body of a request goes that is not to be in memory whole; the request is given without it. */
        default Optional<HttpInput.Sink> sink(Request request) {
            return Optional.empty();
        }
    }

    /** The rest of an answer, which is written as it is made. */
    interface Rest {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A request.
     *
     * @param path with the query, as the peer wrote it
     * @param receivedNanos when its last byte was read, {@link System#nanoTime}
     */
    record Request(String method, String path, byte[] body, HttpInput.Message message, long receivedNanos) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        boolean is(String wanted, String prefix) {
            return method.equals(wanted) && path.startsWith(prefix);
        }
    }

    /**
     * What goes back.
     *
     * @param bytes the whole response, head and body, but for the rest
     * @param delayNanos to wait before sending
     */
    record Answer(byte[] bytes, long delayNanos, Rest rest) {

        private static final Rest NONE = out -> {};

        static Answer json(int status, String body, String... headers) {
            return of(status, "application/json; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), headers);
        }

        static Answer empty(int status) {
            return of(status, "text/plain", new byte[0]);
        }

        /** A body of a length that is not made yet. */
        static Answer streamed(String type, long length, Rest body) {
            return new Answer(head(200, type, length), 0, body);
        }

        static Answer of(int status, String type, byte[] body, String... headers) {
            byte[] start = head(status, type, body.length, headers);
            byte[] bytes = new byte[start.length + body.length];
            System.arraycopy(start, 0, bytes, 0, start.length);
            System.arraycopy(body, 0, bytes, start.length, body.length);
            return new Answer(bytes, 0, NONE);
        }

        private static byte[] head(int status, String type, long length, String... headers) {
            StringBuilder head = new StringBuilder(String.format(
                    Locale.ROOT, "HTTP/1.1 %d .\r\nContent-Type: %s\r\nContent-Length: %d\r\n", status, type, length));
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        Answer after(long nanos) {
            return new Answer(bytes, nanos, rest);
        }
    }

    private final ServerSocket listener;
    private final Handler handler;
    private final String name;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private StubServer(ServerSocket listener, Handler handler, String name) {
        this.listener = listener;
        this.handler = handler;
        this.name = name;
    }

    static StubServer start(String name, Handler handler) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
            StubServer server = new StubServer(listener, handler, name);
            daemon(name + "-accept", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for " + name, e);
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                daemon(name, () -> serve(socket));
            } catch (SocketException e) {
                // Closed; or one connection less, and the peer opens another.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            HttpInput in = new HttpInput(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            HttpInput.Sinks sinks = message -> handler.sink(request(message, 0));
            for (Optional<HttpInput.Message> next = in.next(sinks); next.isPresent(); next = in.next(sinks)) {
                Answer answer = handler.answer(request(next.get(), System.nanoTime()));
                pause(answer.delayNanos());
                out.write(answer.bytes());
                answer.rest().writeTo(out);
            }
        } catch (IOException e) {
            // The peer went away, or this server was closed.
        } finally {
            open.remove(socket);
        }
    }

    private static Request request(HttpInput.Message message, long nanos) {
        String line = message.firstLine();
        int method = line.indexOf(' ');
        int path = line.indexOf(' ', method + 1);
        return new Request(line.substring(0, method), line.substring(method + 1, path), message.body(), message, nanos);
    }

    private static void pause(long nanos) {
        long due = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
