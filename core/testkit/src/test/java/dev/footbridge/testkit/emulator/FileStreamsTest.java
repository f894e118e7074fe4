package dev.footbridge.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStreamsTest {

    private static final long SIZE = 200L * 1024 * 1024 + 7;
    private static final FileContent LARGE = FileContent.generated(5, SIZE);
    private static final FileContent SMALL = FileContent.generated(6, 1_000);
    private static final ErrorRenderer ERRORS = new ErrorRenderer() {
        @Override
        public Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter) {
            return Reply.empty(429);
        }

        @Override
        public Reply failure(EmulatorRequest request, int status) {
            return Reply.empty(status);
        }
    };

    private final AtomicReference<FileContent> received = new AtomicReference<>();
    private final CountDownLatch brokenOff = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EmulatorServer server;

    @BeforeEach
    void start() {
        server = EmulatorServer.builder("files", Clock.systemUTC(), ERRORS)
                .streamingRoute("PUT", "/file", this::receive)
                .streamingRoute("PUT", "/refused", request -> Reply.empty(403))
                .route("GET", "/large", request -> Reply.file(request, "image/gif", LARGE))
                .route("HEAD", "/large", request -> Reply.file(request, "image/gif", LARGE))
                .route("GET", "/small", request -> Reply.file(request, "image/gif", SMALL))
                .start();
    }

    private Reply receive(EmulatorRequest request) throws IOException {
        try {
            received.set(FileContent.received(request.bodyStream()));
        } catch (IOException e) {
            brokenOff.countDown();
            throw e;
        }
        return Reply.json(Map.of("size", received.get().size()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void largeFilesGoInAndOutAndOnlyTheirStartIsInTheJournal() throws Exception {
        HttpRequest put =
                request("/file").PUT(BodyPublishers.ofInputStream(LARGE::open)).build();
        assertThat(client.send(put, BodyHandlers.ofString()).body()).isEqualTo("{\"size\":" + SIZE + "}");
        assertThat(received.get().sha256()).isEqualTo(LARGE.sha256());
        assertThat(received.get().isKept()).isFalse();
        assertThat(received.get().held()).isZero();
        assertThat(LARGE.held()).isZero();
        assertThat(server.journal().entries().get(0).body()).hasSize(64 * 1024);

        HttpResponse<InputStream> answer = client.send(request("/large").build(), BodyHandlers.ofInputStream());
        assertThat(FileContent.received(answer.body()).sha256()).isEqualTo(LARGE.sha256());
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
    }

    @Test
    void whoIsRefusedIsToldAlthoughTheFileIsLarge() throws Exception {
        HttpRequest put = request("/refused")
                .PUT(BodyPublishers.ofInputStream(LARGE::open))
                .build();
        assertThat(client.send(put, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    }

    @Test
    void partsAreSentOnRequest() throws Exception {
        byte[] all = SMALL.open().readAllBytes();
        HttpResponse<byte[]> part = get("/small", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 10-19/1000");
        assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(all, 10, 20));
        assertThat(get("/small", "bytes=990-").body()).isEqualTo(java.util.Arrays.copyOfRange(all, 990, 1_000));
        assertThat(get("/small", "bytes=1000-").statusCode()).isEqualTo(416);
        assertThat(get("/small", "lines=1-2").body()).isEqualTo(all);
    }

    @Test
    void headTellsTheLengthAndSendsNothing() throws Exception {
        HttpRequest head =
                request("/large").method("HEAD", BodyPublishers.noBody()).build();
        HttpResponse<byte[]> answer = client.send(head, BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aStreamBreaksWhereItIsToldTo() throws Exception {
        server.faults().add(Fault.breakAt(300).times(1));
        InputStream in = client.send(request("/small").build(), BodyHandlers.ofInputStream())
                .body();
        assertThat(in.readNBytes(300)).hasSize(300);
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }

    @Test
    void aStreamThatStallsEndsWithTheServer() throws Exception {
        server.faults().add(Fault.stallAt(300).times(1));
        InputStream in = client.send(request("/small").build(), BodyHandlers.ofInputStream())
                .body();
        assertThat(in.readNBytes(300)).hasSize(300);
        assertThat(in.available()).isZero();
        server.close();
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }

    @Test
    void aShortenedFileLooksWholeAndASlowOneIsWhole() throws Exception {
        server.faults().add(Fault.shortenTo(300).times(1));
        HttpResponse<byte[]> shortened = get("/small", "");
        assertThat(shortened.body()).hasSize(300);
        assertThat(shortened.headers().firstValue("Content-Length")).isEmpty();

        server.faults().add(Fault.slow(5_000).times(1));
        assertThat(get("/small", "").body()).isEqualTo(SMALL.open().readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 2_000_000, 20_000_000})
    void aSlowFileComesAtItsRate(long bytesPerSecond) throws Exception {
        server.faults().add(Fault.slow(bytesPerSecond).on("GET /large"));
        long start = System.nanoTime();
        try (InputStream in = client.send(request("/large").build(), BodyHandlers.ofInputStream())
                .body()) {
            in.skipNBytes(2 * bytesPerSecond);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(1_900), Duration.ofMillis(2_900));
    }

    @Test
    void anUploadThatBreaksOffIsNoFile() throws Exception {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("PUT /file HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n".getBytes());
            socket.getOutputStream().write(new byte[100_000]);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            brokenOff.await();
        }
        assertThat(received.get()).isNull();
    }

    private HttpResponse<byte[]> get(String path, String range) throws Exception {
        HttpRequest.Builder request = request(path);
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUrl() + path));
    }

    @Test
    void leadsElsewhere() throws Exception {
        server.faults().add(Fault.redirect("https://elsewhere.example/x").times(1));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + "/small")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("https://elsewhere.example/x");
    }

    @Test
    void aFileInPiecesForgetsThePieceThatBroke() throws Exception {
        FileContent.Receiver receiver = new FileContent.Receiver();
        receiver.append(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[] {9, 9}), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken on purpose");
            }
        });
        assertThatThrownBy(() -> receiver.append(breaking)).isInstanceOf(IOException.class);
        assertThat(receiver.size()).isEqualTo(3);
        receiver.append(new ByteArrayInputStream(new byte[] {4}));
        FileContent whole = receiver.finish();
        assertThat(whole.held()).isEqualTo(4);
        assertThat(whole.sha256())
                .isEqualTo(FileContent.of(new byte[] {1, 2, 3, 4}).sha256());
        assertThat(whole.open().readAllBytes()).containsExactly(1, 2, 3, 4);
    }
}
