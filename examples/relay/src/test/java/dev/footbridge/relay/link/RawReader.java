package dev.footbridge.relay.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection that reads no more than it is told to. */
final class RawReader implements AutoCloseable {

    private static final int WINDOW = 16_384;

    private final Socket socket = new Socket();
    private final byte[] request;
    private final InputStream in;
    private final Map<String, String> headers = new TreeMap<>();
    private int status;

    private RawReader(URI home, String path, Map<String, String> cookies, Map<String, String> more) throws IOException {
        socket.setReceiveBufferSize(WINDOW);
        socket.connect(new InetSocketAddress(home.getHost(), home.getPort()));
        StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + home.getAuthority()
                + "\r\nCookie: " + String.join("; ", cookies.values()) + "\r\n");
        more.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        request = (head + "\r\n").getBytes(StandardCharsets.US_ASCII);
        in = new BufferedInputStream(socket.getInputStream(), 512);
        ask();
    }

    static RawReader open(URI home, String path, Map<String, String> cookies) throws IOException {
        return open(home, path, cookies, Map.of());
    }

    /** @param more headers of the request */
    static RawReader open(URI home, String path, Map<String, String> cookies, Map<String, String> more)
            throws IOException {
        return new RawReader(home, path, cookies, more);
    }

    private void ask() throws IOException {
        socket.getOutputStream().write(request);
        status = Integer.parseInt(line().split(" ")[1]);
        headers.clear();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /** Reads the answer to its end and asks once more on the same connection. */
    void askAgain() throws IOException {
        in.skipNBytes(Long.parseLong(header("content-length")));
        ask();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    int status() {
        return status;
    }

    /** Of the answer; empty when it has none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    InputStream body() {
        return in;
    }

    void read(int bytes) throws IOException {
        in.readNBytes(bytes);
    }

    /** How much there is until the end, clean or not. */
    long readToTheEnd() {
        byte[] buffer = new byte[65_536];
        long all = 0;
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all += read;
            }
        } catch (IOException e) {
            return all;
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
