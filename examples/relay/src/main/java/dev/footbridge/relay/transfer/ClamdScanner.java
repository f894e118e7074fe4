package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ClamAV's daemon, or another one that speaks its protocol: each file is one {@code INSTREAM} on a connection of its own.
 * What it does not call clean does not pass.
 *
 * @see <a href="https://docs.clamav.net/manual/Usage/Scanning.html#clamd">clamd</a>
 */
public final class ClamdScanner implements FileScanner {

    /** Longest time for a connection, for room for more bytes, and for the verdict. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ClamdScanner.class);
    private static final int MAX_ANSWER = 1_024;
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = new byte[Integer.BYTES];
    private static final String CLEAN = "stream: OK";
    private static final String FOUND = " FOUND";
    /** Of this file; any other trouble is the scanner's own. */
    private static final Pattern NOT_SCANNED = Pattern.compile(
            "(stream: |INSTREAM size limit exceeded).*ERROR|stream: Heuristics\\.Limits\\.Exceeded.* FOUND");

    private final URI address;
    private final Duration patience;

    /** @param address {@code tcp://host:port} or {@code unix:/path} */
    public ClamdScanner(URI address) {
        this(address, PATIENCE);
    }

    ClamdScanner(URI address, Duration patience) {
        if (!isAddress(address)) {
            throw new IllegalArgumentException("not tcp://host:port or unix:/path");
        }
        this.address = address;
        this.patience = patience;
    }

    private static boolean isAddress(URI address) {
        return isUnix(address)
                ? address.getPath() != null && address.getPath().startsWith("/") && address.getAuthority() == null
                : "tcp".equals(address.getScheme())
                        && address.getHost() != null
                        && address.getPort() > 0
                        && address.getPort() <= 0xffff
                        && address.getPath().isEmpty();
    }

    private static boolean isUnix(URI address) {
        return "unix".equals(address.getScheme());
    }

    @Override
    public Scan begin() throws ConnectorException {
        try {
            Connection connection = new Connection();
            try {
                connection.connect();
                connection.write(ByteBuffer.wrap(COMMAND));
                return connection;
            } catch (IOException e) {
                connection.close();
                throw e;
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static ConnectorException unavailable(IOException e) {
        return ConnectorException.unavailable(
                Effect.NOT_APPLIED, "scanner_unavailable", "the virus scanner does not answer", e);
    }

    /** Never waits for longer than the scanner may take: another thread would have to end that. */
    private final class Connection implements Scan {
        private final Selector selector = Selector.open();
        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(MAX_ANSWER);

        Connection() throws IOException {
            channel = isUnix(address) ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_CONNECT);
        }

        void connect() throws IOException {
            SocketAddress to = isUnix(address)
                    ? UnixDomainSocketAddress.of(address.getPath())
                    : new InetSocketAddress(address.getHost(), address.getPort());
            if (to instanceof InetSocketAddress host && host.isUnresolved()) {
                throw new UnknownHostException(address.getHost());
            }
            boolean connected = channel.connect(to);
            while (!connected) {
                await(SelectionKey.OP_CONNECT);
                connected = channel.finishConnect();
            }
        }

        private void await(int operation) throws IOException {
            channel.keyFor(selector).interestOps(operation);
            if (selector.select(patience.toMillis()) == 0) {
                throw new SocketTimeoutException("the scanner stands still");
            }
            selector.selectedKeys().clear();
        }

        void write(ByteBuffer... buffers) throws IOException {
            ByteBuffer last = buffers[buffers.length - 1];
            while (last.hasRemaining()) {
                if (channel.write(buffers) == 0) {
                    await(SelectionKey.OP_WRITE);
                }
            }
        }

        @Override
        public void take(byte[] bytes, int length) throws ConnectorException {
            ByteBuffer size = ByteBuffer.allocate(Integer.BYTES).putInt(length).flip();
            send(size, ByteBuffer.wrap(bytes, 0, length));
        }

        private void send(ByteBuffer... buffers) throws ConnectorException {
            try {
                write(buffers);
            } catch (SocketTimeoutException e) {
                throw unavailable(e);
            } catch (IOException e) {
                refusedEarly();
                throw unavailable(e);
            }
        }

        /** A scanner that has seen enough answers and hangs up. */
        private void refusedEarly() throws ConnectorException {
            Optional<String> verdict = Optional.empty();
            try {
                verdict = Optional.of(answer());
            } catch (IOException e) {
                // It said nothing; what broke is told by whoever asked.
            }
            if (verdict.isPresent()) {
                judge(verdict.get());
            }
        }

        @Override
        public void end() throws ConnectorException {
            send(ByteBuffer.wrap(END));
            try {
                judge(answer());
            } catch (IOException e) {
                throw unavailable(e);
            }
        }

        private String answer() throws IOException {
            while (true) {
                int read = channel.read(answer);
                int length = answer.position();
                if (length > 0 && answer.get(length - 1) == 0) {
                    return new String(answer.array(), 0, length - 1, StandardCharsets.US_ASCII);
                }
                if (read < 0 || !answer.hasRemaining()) {
                    throw new IOException("no whole answer");
                }
                if (read == 0) {
                    await(SelectionKey.OP_READ);
                }
            }
        }

        private void judge(String verdict) throws ConnectorException {
            if (NOT_SCANNED.matcher(verdict).matches()) {
                LOG.atWarn()
                        .addKeyValue("event", "file_not_scanned")
                        .addKeyValue("verdict", verdict)
                        .log("the virus scanner could not check a file");
                throw ConnectorException.of(
                        Kind.REJECTED, FileInspection.NOT_SCANNED, "the virus scanner could not check it");
            }
            if (verdict.endsWith(FOUND)) {
                LOG.atWarn()
                        .addKeyValue("event", "file_infected")
                        .addKeyValue("verdict", verdict)
                        .log("the virus scanner refused a file");
                throw ConnectorException.of(Kind.REJECTED, FileInspection.INFECTED, "the virus scanner refused it");
            }
            if (!verdict.equals(CLEAN)) {
                throw unavailable(new IOException("an answer of trouble, or that nobody knows"));
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
                selector.close();
            } catch (IOException e) {
                // Nobody waits for it any more.
            }
        }
    }
}
