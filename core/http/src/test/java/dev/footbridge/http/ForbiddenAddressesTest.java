package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Download;
import dev.footbridge.testkit.contract.Trap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that comes from outside as an address leads a connector's client to this machine or its network: as the address of
 * a file, with and without credentials, as any other request, and behind redirects of the platform itself. What counts is
 * where sockets were connected, beside two listeners on loopback that nobody may find.
 */
class ForbiddenAddressesTest {

    private static final Map<String, List<String>> NAMES = Map.of(
            "loopback.content.example", List.of("127.0.0.1"),
            "loopback6.content.example", List.of("::1"),
            "mapped.content.example", List.of("::ffff:127.0.0.1"),
            "private.content.example", List.of("10.1.2.3"),
            "metadata.content.example", List.of("169.254.169.254"),
            "mixed.content.example", List.of("93.184.216.34", "127.0.0.1"),
            "nat64.content.example", List.of("64:ff9b::7f00:1"),
            "zero.content.example", List.of("0.0.0.0"));

    private final List<SocketAddress> connected = new CopyOnWriteArrayList<>();
    private final AtomicInteger rebinds = new AtomicInteger();
    private final Trap trap = new Trap();
    private RawServer platform;
    private OkHttpClient client;
    private FileTransfer files;

    @BeforeEach
    void open() throws IOException {
        platform = new RawServer();
        HttpOptions options = HttpOptions.builder()
                .endpoint(platform.url())
                .contentHost("content.example")
                .connectTimeout(Duration.ofSeconds(2))
                .readTimeout(Duration.ofSeconds(2))
                .build();
        // The platform's own host is trusted as it is written in the settings, with its port.
        client = HttpClientFactory.create(options)
                .newBuilder()
                .dns(new GuardedDns(Set.of("127.0.0.1"), resolver()))
                .socketFactory(new Recording(connected))
                .build();
        files = new FileTransfer(client);
    }

    /** What a hostile name server answers, public at first where it changes its mind. */
    private Dns resolver() {
        return host -> {
            List<InetAddress> addresses = new ArrayList<>();
            if (host.equals("rebinding.content.example")) {
                addresses.add(InetAddress.getByName(rebinds.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1"));
            } else if (host.equals("evil.example") || host.equals("content.example")) {
                addresses.add(InetAddress.getByName("93.184.216.34"));
            } else if (NAMES.containsKey(host)) {
                for (String address : NAMES.get(host)) {
                    addresses.add(InetAddress.getByName(address));
                }
            } else if (host.startsWith("localhost") || host.equals("127.0.0.1")) {
                addresses.add(InetAddress.getByName("127.0.0.1"));
            } else {
                throw new UnknownHostException(host);
            }
            return addresses;
        };
    }

    @AfterEach
    void close() throws IOException {
        HttpClientFactory.close(client);
        platform.close();
        trap.close();
    }

    static List<String> addresses() {
        return Trap.spellings();
    }

    @Test
    void theListIsLong() {
        assertThat(addresses()).hasSizeGreaterThanOrEqualTo(80).doesNotHaveDuplicates();
    }

    /** Without the guard many of them lead where they should not: the trap is worth something. */
    @Test
    void aClientWithoutGuardIsCaught() throws Exception {
        OkHttpClient bare = new OkHttpClient.Builder()
                .dns(resolver())
                .socketFactory(new Recording(connected))
                .retryOnConnectionFailure(false)
                .build();
        for (String address : addresses()) {
            HttpUrl url = HttpUrl.parse(trap.address(address));
            if (url != null) {
                try {
                    bare.newCall(new Request.Builder().url(url).build())
                            .execute()
                            .close();
                } catch (IOException e) {
                    assertThat(e).as("the trap answers nothing").isNotNull();
                }
            }
        }
        HttpClientFactory.close(bare);
        await().until(() -> trap.caught() > 25);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void asTheAddressOfAFile(String address) throws Exception {
        for (boolean credentials : new boolean[] {false, true}) {
            attempt(trap.address(address), credentials);
        }
        nobodyWasReached();
    }

    private void attempt(String address, boolean credentials) throws InterruptedException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            return;
        }
        Request.Builder request = new Request.Builder().url(url);
        if (credentials) {
            request.header("Authorization", "Bearer canary");
        }
        refused(() -> {
            try (Download download = files.open(request.build(), 0, response -> failed(response.code()))) {
                return download.bytes().readAllBytes();
            }
        });
        refused(() -> new HttpSender(client).send(request.build()));
    }

    /** The platform itself sends us there, at once and after a few turns. */
    @ParameterizedTest
    @MethodSource("addresses")
    void behindARedirect(String address) throws Exception {
        String target = trap.address(address);
        for (int turns = 0; turns < 3; turns++) {
            for (int turn = 0; turn < turns; turn++) {
                platform.next(redirect(platform.url() + "/again"));
            }
            platform.next(redirect(target));
            Request request = new Request.Builder()
                    .url(platform.url() + "/file")
                    .header("Authorization", "Bearer canary")
                    .build();
            try (Download download = files.open(request, 0, response -> failed(response.code()))) {
                // An address that is none is resolved against the platform's own, which is where it may lead.
                download.bytes().readAllBytes();
            } catch (ConnectorException | IOException e) {
                assertThat(e).isNotNull();
            }
            platform.forget();
        }
        nobodyWasReached();
    }

    @Test
    void redirectsInACircleEnd() throws Exception {
        for (int hop = 0; hop < 11; hop++) {
            platform.next(redirect(platform.url() + "/hop" + hop));
        }
        Request request = new Request.Builder().url(platform.url() + "/file").build();
        refused(() -> files.open(request, 0, response -> failed(response.code())));
        assertThat(platform.requests()).hasSize(FileTransfer.MAX_REDIRECTS + 1);
    }

    /** A second answer of the name server is no second chance: the next connection asks and judges again. */
    @Test
    void aNameThatMovesIsJudgedEachTime() throws Exception {
        for (int i = 0; i < 3; i++) {
            attempt("https://rebinding.content.example/", false);
        }
        nobodyWasReached();
        assertThat(rebinds.get()).isGreaterThan(1);
    }

    private interface Attempt {
        Object run() throws ConnectorException, IOException, InterruptedException;
    }

    private static void refused(Attempt attempt) throws InterruptedException {
        try {
            attempt.run();
            fail("the address was reached");
        } catch (ConnectorException | IOException e) {
            assertThat(String.valueOf(e.getMessage())).doesNotContain("canary");
        }
    }

    private static ConnectorException failed(int status) {
        return ConnectorException.of(ConnectorException.Kind.REJECTED, "http_" + status, "refused");
    }

    private static RawServer.Turn redirect(String target) {
        byte[] answer = ("HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return (socket, out) -> {
            out.write(answer);
            out.flush();
        };
    }

    /** Sockets went to the platform's own port, or to a public address, where the recording factory ends them. */
    private void nobodyWasReached() throws UnknownHostException {
        int own = URI.create(platform.url().toString()).getPort();
        for (SocketAddress address : connected) {
            InetSocketAddress socket = (InetSocketAddress) address;
            boolean platformItself =
                    socket.getPort() == own && socket.getAddress().isLoopbackAddress();
            assertThat(platformItself || AddressRanges.isPublic(socket.getAddress()))
                    .as("a socket to %s", socket)
                    .isTrue();
        }
        assertThat(trap.caught()).as("connections to the trap").isZero();
    }

    /** Tells where sockets were to be connected, and lets them go no further than loopback. */
    private static final class Recording extends SocketFactory {
        private final List<SocketAddress> connected;

        Recording(List<SocketAddress> connected) {
            this.connected = connected;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    connected.add(endpoint);
                    if (!((InetSocketAddress) endpoint).getAddress().isLoopbackAddress()) {
                        throw new IOException("the test ends here");
                    }
                    super.connect(endpoint, timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
