package dev.footbridge.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Speaks just enough HTTP/1.1 to misbehave below it. Each request takes the next scripted turn; without one it is answered 200. */
final class RawServer implements AutoCloseable {

    /** What happens once a request was read to its last byte; closing the socket is up to the turn. */
    interface Turn {
        void play(Socket socket, OutputStream out) throws IOException;
    }

    static final Turn ANSWER = (socket, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

    static final Turn RESET = (socket, out) -> {
        socket.setSoLinger(true, 0);
        socket.close();
    };

    /** Promises to keep the connection, and closes it. */
    static final Turn ANSWER_THEN_CLOSE = (socket, out) -> {
        ANSWER.play(socket, out);
        socket.close();
    };

    static final Turn BREAK_OFF = (socket, out) -> {
        write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
        socket.close();
    };

    static final Turn SILENCE = (socket, out) -> {};

    private final ServerSocket server;
    private final BlockingQueue<Turn> script = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Semaphore played = new Semaphore(0);

    RawServer(Turn... turns) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        script.addAll(List.of(turns));
        daemon(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** One more turn at the end of the script. */
    void next(Turn turn) {
        script.add(turn);
    }

    /** What is left of the script is not played. */
    void forget() {
        script.clear();
    }

    /** The request lines in the order of arrival. */
    List<String> requests() {
        return requests;
    }

    /** How many connections were ever opened. */
    int connections() {
        return sockets.size();
    }

    /** Returns once one more turn has been played to its end. */
    void awaitTurn() throws InterruptedException {
        played.acquire();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed() && readRequest(in)) {
                Turn next = script.poll();
                (next == null ? ANSWER : next).play(socket, socket.getOutputStream());
                played.release();
            }
        } catch (IOException e) {
            // The client left.
        }
    }

    private boolean readRequest(InputStream in) throws IOException {
        String requestLine = readLine(in);
        if (requestLine.isEmpty()) {
            return false;
        }
        int length = 0;
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        if (in.readNBytes(length).length < length) {
            return false;
        }
        requests.add(requestLine);
        return true;
    }

    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != -1 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
