package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Upload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in both directions, against a real server on this machine. */
class FileTransferTest {

    private static final byte[] FILE = bytes(300_000);

    private HttpServer server;
    private OkHttpClient client;
    private FileTransfer transfer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        client = HttpClientFactory.create(HttpOptions.builder()
                .endpoint(URI.create(url("")))
                .readTimeout(Duration.ofSeconds(2))
                .build());
        transfer = new FileTransfer(client);
    }

    @AfterEach
    void stop() {
        HttpClientFactory.close(client);
        server.stop(0);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Download open(String path, long from) throws Exception {
        return transfer.open(
                new Request.Builder().url(url(path)).build(),
                from,
                response -> HttpFailures.ofStatus(response.code(), null, null, Instant.EPOCH));
    }

    private Request post(Download source, OptionalLong length) {
        return new Request.Builder()
                .url(url("/up"))
                .post(UploadBody.of(source, length))
                .build();
    }

    private static Download source(InputStream bytes) {
        return new Download(bytes, "image/png", OptionalLong.empty());
    }

    /** What arrived, when it arrived whole. */
    private AtomicReference<byte[]> receiving() {
        AtomicReference<byte[]> whole = new AtomicReference<>();
        on("/up", exchange -> {
            whole.set(exchange.getRequestBody().readAllBytes());
            answer(exchange, 200, new byte[] {1});
        });
        return whole;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, UploadBody.BUFFER - 1, UploadBody.BUFFER, UploadBody.BUFFER + 1, 300_000})
    void an_upload_arrives_whole_with_and_without_its_length(int size) throws Exception {
        AtomicReference<byte[]> arrived = receiving();
        byte[] file = bytes(size);
        for (OptionalLong length : new OptionalLong[] {OptionalLong.of(size), OptionalLong.empty()}) {
            HttpAnswer answer = transfer.send(post(source(new ByteArrayInputStream(file)), length));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(arrived.getAndSet(null)).isEqualTo(file);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, source_shorter", "-1, source_longer", "100000, source_shorter", "-100000, source_longer"})
    void a_source_of_another_length_than_declared_never_looks_whole(int more, String code) throws Exception {
        AtomicReference<byte[]> arrived = receiving();
        assertThatThrownBy(() -> transfer.send(
                        post(source(new ByteArrayInputStream(FILE)), OptionalLong.of(FILE.length + more))))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                    assertThat(e.effect()).isEqualTo(Effect.NOT_APPLIED);
                });
        assertThat(arrived.get()).isNull();
    }

    @Test
    void a_source_that_breaks_never_looks_whole_even_without_a_length() {
        AtomicReference<byte[]> arrived = receiving();
        InputStream breaking = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ >= 100_000) {
                    throw new IOException("gone");
                }
                return 1;
            }
        };
        assertThatThrownBy(() -> transfer.send(post(source(breaking), OptionalLong.empty())))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("source_broken"));
        assertThat(arrived.get()).isNull();
    }

    @Test
    void a_piece_ends_where_the_next_one_begins() throws Exception {
        AtomicReference<byte[]> arrived = receiving();
        Download whole = source(new ByteArrayInputStream(FILE));
        Request.Builder request = new Request.Builder().url(url("/up"));
        transfer.send(request.put(UploadBody.piece(whole, 100_000)).build());
        assertThat(arrived.get()).isEqualTo(Arrays.copyOf(FILE, 100_000));
        transfer.send(
                request.put(UploadBody.of(whole, OptionalLong.of(200_000))).build());
        assertThat(arrived.get()).isEqualTo(Arrays.copyOfRange(FILE, 100_000, FILE.length));
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "1, true",
        "299999, true",
        "0, false",
        "1, false",
        "299999, false",
        "300000, false",
        "400000, false"
    })
    void a_download_begins_where_it_is_asked_to(int from, boolean ranges) throws Exception {
        on("/file", exchange -> {
            boolean ranged = ranges && exchange.getRequestHeaders().containsKey("Range");
            answer(exchange, ranged ? 206 : 200, ranged ? Arrays.copyOfRange(FILE, from, FILE.length) : FILE);
        });
        try (Download download = open("/file", from)) {
            byte[] expected = Arrays.copyOfRange(FILE, Math.min(from, FILE.length), FILE.length);
            assertThat(download.bytes().readAllBytes()).isEqualTo(expected);
            assertThat(download.length()).hasValue(FILE.length);
        }
    }

    @Test
    void beyond_the_end_there_is_nothing() throws Exception {
        on("/file", exchange -> answer(exchange, 416, new byte[0]));
        try (Download download = open("/file", 5)) {
            assertThat(download.bytes().readAllBytes()).isEmpty();
        }
    }

    @Test
    void aSourceThatIsAheadFillsTheBufferAndASlowOneIsNotWaitedFor() throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        on("/ahead", exchange -> {
            answer(exchange, 200, Arrays.copyOf(FILE, 100_000));
            exchange.getResponseBody().flush();
            sent.countDown();
        });
        on("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 2_000);
            exchange.getResponseBody().write(FILE, 0, 1_000);
            exchange.getResponseBody().flush();
            await(read);
            exchange.getResponseBody().write(FILE, 1_000, 1_000);
        });
        byte[] buffer = new byte[UploadBody.BUFFER];
        try (Download ahead = open("/ahead", 0)) {
            await(sent);
            int most = 0;
            for (int some = 0; some >= 0; some = ahead.bytes().read(buffer)) {
                most = Math.max(most, some);
            }
            assertThat(most).isGreaterThan(32_000);
        }
        try (Download slow = open("/slow", 0)) {
            assertThat(slow.bytes().read(buffer)).isEqualTo(1_000);
            read.countDown();
            assertThat(slow.bytes().readAllBytes()).hasSize(1_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_early_end_and_a_stall_are_broken_sources() throws Exception {
        on("/short", exchange -> {
            exchange.sendResponseHeaders(200, FILE.length);
            exchange.getResponseBody().write(FILE, 0, 1000);
            exchange.getResponseBody().flush();
        });
        on("/stall", exchange -> {
            exchange.sendResponseHeaders(200, FILE.length);
            exchange.getResponseBody().write(FILE, 0, 1000);
            exchange.getResponseBody().flush();
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
        });
        for (String path : new String[] {"/short", "/stall"}) {
            try (Download download = open(path, 0)) {
                assertThatThrownBy(() -> download.bytes().readAllBytes())
                        .as(path)
                        .isInstanceOfSatisfying(
                                BrokenSourceException.class,
                                e -> assertThat(e.reason().effect()).isEqualTo(Effect.NOT_APPLIED));
            }
        }
    }

    @Test
    void redirects_leave_credentials_behind_and_end() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        on("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/target");
            answer(exchange, 302, new byte[0]);
        });
        on("/target", exchange -> {
            seen.set(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, new byte[] {9});
        });
        AtomicInteger round = new AtomicInteger();
        on("/circle", exchange -> {
            round.incrementAndGet();
            exchange.getResponseHeaders().set("Location", "/circle");
            answer(exchange, 302, new byte[0]);
        });
        Request request = new Request.Builder()
                .url(url("/moved"))
                .header("Authorization", "Bearer x")
                .build();
        try (Response response = transfer.get(request)) {
            assertThat(response.body().bytes()).containsExactly(9);
        }
        assertThat(seen.get()).isNull();
        assertThatThrownBy(() -> open("/circle", 0))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("bad_redirect"));
        assertThat(round.get()).isEqualTo(FileTransfer.MAX_REDIRECTS + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest",
                "https://evil.example/",
                "http://localhost:1/",
                "file:///etc/passwd",
                "https://127.0.0.1/"
            })
    void a_redirect_elsewhere_is_not_followed(String target) {
        on("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            answer(exchange, 302, new byte[0]);
        });
        assertThatThrownBy(() -> open("/moved", 0))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED));
    }

    @Test
    void anUploadIsSentWithItsOwnTypeAndItsSourceIsClosed() throws Exception {
        AtomicReference<byte[]> whole = receiving();
        AtomicReference<String> closed = new AtomicReference<>("");
        Upload file = new Upload(
                "a.gif",
                "image/gif",
                OptionalLong.empty(),
                () -> new Download(
                        new ByteArrayInputStream(FILE) {
                            @Override
                            public void close() throws IOException {
                                closed.set("closed");
                                throw new IOException("too late to matter");
                            }
                        },
                        "image/png",
                        OptionalLong.of(FILE.length)));
        AtomicReference<RequestBody> body = new AtomicReference<>();

        HttpAnswer answer = transfer.upload(file, bytes -> {
            body.set(bytes);
            return new Request.Builder().url(url("/up")).post(bytes).build();
        });

        assertThat(answer.isSuccess()).isTrue();
        assertThat(whole.get()).isEqualTo(FILE);
        assertThat(String.valueOf(body.get().contentType())).isEqualTo("image/gif");
        assertThat(body.get().contentLength()).isEqualTo(FILE.length);
        assertThat(closed.get()).isEqualTo("closed");
    }

    /** Twenty megabytes for whoever unpacks it; a file is what was sent. */
    @Test
    void whatIsPackedOnItsWayStaysPacked() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[20_000_000]);
        }
        byte[] bomb = out.toByteArray();
        on("/bomb", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, bomb);
        });
        try (Download download = open("/bomb", 0)) {
            assertThat(download.bytes().readAllBytes()).isEqualTo(bomb);
        }
    }

    @Test
    void aPageInPlaceOfAFileIsAFailure() {
        on("/page", exchange -> answer(exchange, 200, "<html>sign in</html>".getBytes(StandardCharsets.UTF_8)));
        ConnectorException failure = catchThrowableOfType(
                ConnectorException.class,
                () -> transfer.open(
                        new Request.Builder().url(url("/page")).build(),
                        0,
                        response -> HttpFailures.ofStatus(response.code(), null, null, Instant.EPOCH),
                        response -> response.header("Content-Disposition") != null));
        assertThat(failure.kind()).isEqualTo(ConnectorException.Kind.UNAVAILABLE);
        assertThat(failure.code()).isEqualTo("not_a_file");
    }
}
