package dev.footbridge.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A listener on this machine that nobody may find, with the addresses that lead to it and to other places where a
 * connector has nothing to look for, in a hundred spellings.
 */
public final class Trap implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final List<ServerSocket> listeners = new ArrayList<>();
    private final AtomicInteger caught = new AtomicInteger();

    /** Listens on loopback at a port of its own, by IPv6 too where there is any. */
    public Trap() {
        try {
            listen("127.0.0.1", 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            listen("::1", port());
        } catch (IOException e) {
            // A machine without IPv6 has nothing to find there.
        }
    }

    private void listen(String address, int port) throws IOException {
        ServerSocket listener = new ServerSocket(port, BACKLOG, InetAddress.getByName(address));
        listeners.add(listener);
        Thread thread = new Thread(() -> count(listener), "trap");
        thread.setDaemon(true);
        thread.start();
    }

    private void count(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (Socket connection = listener.accept()) {
                caught.incrementAndGet();
            } catch (IOException e) {
                // Closed, or the other side was gone at once: the next one counts again.
            }
        }
    }

    public int port() {
        return listeners.get(0).getLocalPort();
    }

    /**
     * Addresses that must not be reached, more than eighty, with {@code PORT} for the port; among them some that are none at
     * all. Hosts below {@code content.example} and {@code evil.example} are for a resolver of the test's own.
     */
    public static List<String> spellings() {
        try (InputStream in = Trap.class.getResourceAsStream("forbidden-addresses.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A spelling with this trap's port. */
    public String address(String spelling) {
        return spelling.replace("PORT", Integer.toString(port()));
    }

    /** All of them with this trap's port. */
    public List<String> addresses() {
        return spellings().stream().map(this::address).toList();
    }

    /** Connections so far. */
    public int caught() {
        return caught.get();
    }

    @Override
    public void close() {
        for (ServerSocket listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                // It listens no more.
            }
        }
    }
}
