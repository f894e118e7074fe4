package dev.footbridge.relay.transfer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands in for ClamAV's daemon: {@code INSTREAM} as its manual tells it, one signature, a limit of length.
 *
 * @see <a href="https://docs.clamav.net/manual/Usage/Scanning.html#clamd">clamd</a>
 */
public final class FakeClamd implements AutoCloseable {

    /** In two pieces, so that nobody's scanner takes this file for what it speaks of. */
    public static final String EICAR =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*";

    private final ServerSocketChannel server;
    private final URI address;
    private final Thread accepts;
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final List<Integer> scanned = new CopyOnWriteArrayList<>();
    private volatile int limit = 100_000_000;
    private volatile String answer = "";
    private volatile boolean stuck;

    private FakeClamd(ServerSocketChannel server, URI address) {
        this.server = server;
        this.address = address;
        accepts = new Thread(this::accept, "clamd");
        accepts.setDaemon(true);
        accepts.start();
    }

    /** On a port of this machine. */
    public static FakeClamd tcp() throws IOException {
        return tcp(0);
    }

    public static FakeClamd tcp(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        int taken = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return new FakeClamd(server, URI.create("tcp://127.0.0.1:" + taken));
    }

    static FakeClamd unix(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        return new FakeClamd(server, URI.create("unix:" + path));
    }

    public URI address() {
        return address;
    }

    /** {@code StreamMaxLength}. */
    public FakeClamd limit(int bytes) {
        limit = bytes;
        return this;
    }

    /** Says this whatever it sees. */
    FakeClamd saying(String words) {
        answer = words;
        return this;
    }

    /** Takes connections and reads nothing. */
    FakeClamd stuck() {
        stuck = true;
        return this;
    }

    /** The lengths of the files that it saw to their end. */
    public List<Integer> scanned() {
        return scanned;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                open.add(client);
                Thread thread = new Thread(() -> serve(client), "clamd-scan");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        if (stuck) {
            return;
        }
        try (client) {
            DataInputStream in = new DataInputStream(Channels.newInputStream(client));
            String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
            if (!command.equals("zINSTREAM\0")) {
                say(client, "UNKNOWN COMMAND");
                return;
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            for (int size = in.readInt(); size != 0; size = in.readInt()) {
                if (file.size() + size > limit) {
                    say(client, "INSTREAM size limit exceeded. ERROR");
                    return;
                }
                file.write(in.readNBytes(size));
            }
            scanned.add(file.size());
            boolean found = file.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
            say(client, answer.isEmpty() ? found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK" : answer);
        } catch (IOException e) {
            // Whoever asked went away.
        }
    }

    private static void say(SocketChannel client, String words) throws IOException {
        client.write(ByteBuffer.wrap((words + "\0").getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            // Until it is gone the system may give it one more connection.
            accepts.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SocketChannel client : open) {
            client.close();
        }
    }
}
