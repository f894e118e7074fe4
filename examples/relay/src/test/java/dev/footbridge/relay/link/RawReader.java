package dev.footbridge.relay.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A connection that reads no more than it is told to. */
final class RawReader implements AutoCloseable {

    private static final int WINDOW = 16_384;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String status;

    private RawReader(URI home, String path, Map<String, String> cookies) throws IOException {
        socket.setReceiveBufferSize(WINDOW);
        socket.connect(new InetSocketAddress(home.getHost(), home.getPort()));
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + home.getAuthority() + "\r\nCookie: "
                + String.join("; ", cookies.values()) + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        in = new BufferedInputStream(socket.getInputStream(), 512);
        status = line();
        while (!line().isEmpty()) {
            // Headers do not matter here.
        }
    }

    static RawReader open(URI home, String path, Map<String, String> cookies) throws IOException {
        return new RawReader(home, path, cookies);
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
        return Integer.parseInt(status.split(" ")[1]);
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
