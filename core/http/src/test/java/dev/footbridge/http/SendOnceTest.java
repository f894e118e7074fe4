package dev.footbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SendOnceTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void aChangeIsNotRepeatedWhenTheConnectionIsResetAfterTheRequestWasRead(String method) throws Exception {
        try (RawServer server = new RawServer(RawServer.RESET)) {
            ConnectorException failure = failure(client(server), request(server, method));

            assertThat(server.requests()).containsExactly(method + " /messages HTTP/1.1");
            assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(failure.code()).isEqualTo("connection_lost");
        }
    }

    @Test
    void aChangeIsNotRepeatedOnAReusedConnectionEither() throws Exception {
        try (RawServer server = new RawServer(RawServer.ANSWER, RawServer.RESET)) {
            OkHttpClient client = client(server);
            new HttpSender(client).send(request(server, "POST"));

            assertThat(failure(client, request(server, "POST")).effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aReadIsRepeatedOnceWhenTheConnectionBroke() throws Exception {
        try (RawServer server = new RawServer(RawServer.RESET)) {
            assertThat(new HttpSender(client(server))
                            .send(request(server, "GET"))
                            .status())
                    .isEqualTo(200);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aReadIsRepeatedOnlyOnceAndHasNoEffect() throws Exception {
        try (RawServer server = new RawServer(RawServer.RESET, RawServer.RESET, RawServer.RESET)) {
            ConnectorException failure = failure(client(server), request(server, "GET"));

            assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aConnectionThatWasClosedWhileIdleIsReplacedBeforeAByteLeaves(String method) throws Exception {
        try (RawServer server = new RawServer(RawServer.ANSWER_THEN_CLOSE)) {
            AtomicLong nanos = new AtomicLong();
            HttpSender sender =
                    new HttpSender(HttpClientFactory.create(HttpOptions.forEndpoints(server.url()), nanos::get));
            sender.send(request(server, method));
            server.awaitTurn();
            nanos.addAndGet(Duration.ofMillis(101).toNanos());

            assertThat(sender.send(request(server, method)).status()).isEqualTo(200);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void allConnectionsThatWereClosedTogetherAreReplaced() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        RawServer.Turn closeTogether = (socket, out) -> {
            await(together);
            RawServer.ANSWER_THEN_CLOSE.play(socket, out);
        };
        try (RawServer server = new RawServer(closeTogether, closeTogether, closeTogether)) {
            AtomicLong nanos = new AtomicLong();
            HttpSender sender =
                    new HttpSender(HttpClientFactory.create(HttpOptions.forEndpoints(server.url()), nanos::get));
            ExecutorService pool = Executors.newFixedThreadPool(3);
            try {
                pool.invokeAll(Collections.nCopies(3, () -> sender.send(request(server, "POST"))));
            } finally {
                pool.shutdownNow();
            }
            for (int i = 0; i < 3; i++) {
                server.awaitTurn();
            }
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());

            assertThat(sender.send(request(server, "POST")).status()).isEqualTo(200);
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void aConnectionThatStillStandsIsKept() throws Exception {
        try (RawServer server = new RawServer()) {
            AtomicLong nanos = new AtomicLong();
            OkHttpClient client = HttpClientFactory.create(HttpOptions.forEndpoints(server.url()), nanos::get);
            for (int i = 0; i < 3; i++) {
                new HttpSender(client).send(request(server, "POST"));
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            }

            assertThat(server.requests()).hasSize(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatBreaksOffLeavesTheEffectUnknown() throws Exception {
        try (RawServer server = new RawServer(RawServer.BREAK_OFF)) {
            ConnectorException failure = failure(client(server), request(server, "POST"));

            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void silenceLeavesTheEffectUnknown() throws Exception {
        try (RawServer server = new RawServer(RawServer.SILENCE)) {
            HttpOptions options = HttpOptions.builder()
                    .endpoint(server.url())
                    .readTimeout(SHORT)
                    .build();
            ConnectorException failure = failure(HttpClientFactory.create(options), request(server, "POST"));

            assertThat(failure.code()).isEqualTo("timed_out");
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void theTimeOfTheWholeCallIsBoundedAndNothingIsRepeated(String method) throws Exception {
        try (RawServer server = new RawServer(RawServer.SILENCE)) {
            HttpOptions options = HttpOptions.builder()
                    .endpoint(server.url())
                    .callTimeout(SHORT)
                    .build();
            ConnectorException failure = failure(HttpClientFactory.create(options), request(server, method));

            assertThat(failure.code()).isEqualTo("timed_out");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRefusedConnectionHadNoEffect() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port);
        ConnectorException failure =
                failure(HttpClientFactory.create(HttpOptions.forEndpoints(nobody)), request(nobody, "POST"));

        assertThat(failure.code()).isEqualTo("connect_failed");
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
    }

    @Test
    void aFailedHandshakeHadNoEffect() throws Exception {
        RawServer.Turn noTls = (socket, out) -> RawServer.write(out, "HTTP/1.1 400 Bad Request\r\n\r\n");
        try (ServerSocket server = new ServerSocket(0)) {
            Thread plain = new Thread(() -> {
                try (var socket = server.accept()) {
                    noTls.play(socket, socket.getOutputStream());
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client left.
                }
            });
            plain.start();
            URI url = URI.create("https://127.0.0.1:" + server.getLocalPort());
            ConnectorException failure =
                    failure(HttpClientFactory.create(HttpOptions.forEndpoints(url)), request(url, "POST"));
            plain.join();

            assertThat(failure.code()).isEqualTo("tls_failed");
            assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        }
    }

    @Test
    void anInterruptIsPassedOnAsAnInterrupt() throws Exception {
        try (RawServer server = new RawServer()) {
            HttpSender sender = new HttpSender(client(server));
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> sender.send(request(server, "POST"))).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void anAnswerWithADeclaredLengthBeyondTheLimitIsNotRead() throws Exception {
        RawServer.Turn huge =
                (socket, out) -> RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        try (RawServer server = new RawServer(huge)) {
            ConnectorException failure = failure(client(server), request(server, "POST"));

            assertThat(failure.code()).isEqualTo("answer_too_large");
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        }
    }

    @Test
    void anEndlessAnswerIsCutOff() throws Exception {
        RawServer.Turn endless = (socket, out) -> {
            RawServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            while (true) {
                RawServer.write(out, chunk);
            }
        };
        try (RawServer server = new RawServer(endless)) {
            assertThat(failure(client(server), request(server, "GET")).code()).isEqualTo("answer_too_large");
        }
    }

    @Test
    void aCompressedAnswerIsMeasuredAfterDecompression() throws Exception {
        byte[] bomb = gzip(new byte[20 * 1024 * 1024]);
        assertThat(bomb.length).isLessThan(100_000);
        RawServer.Turn compressed = (socket, out) -> {
            RawServer.write(
                    out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
            out.write(bomb);
            out.flush();
        };
        try (RawServer server = new RawServer(compressed)) {
            assertThat(failure(client(server), request(server, "GET")).code()).isEqualTo("answer_too_large");
        }
    }

    @Test
    void aRequestMayBringItsOwnLimit() throws Exception {
        try (RawServer server = new RawServer()) {
            Request tight = request(server, "GET")
                    .newBuilder()
                    .tag(ResponseLimit.class, new ResponseLimit(1))
                    .build();
            Request exact = request(server, "GET")
                    .newBuilder()
                    .tag(ResponseLimit.class, new ResponseLimit(2))
                    .build();

            assertThat(failure(client(server), tight).code()).isEqualTo("answer_too_large");
            assertThat(new HttpSender(client(server)).send(exact).body()).hasSize(2);
        }
    }

    @Test
    void aMessageHoldsNeitherPathNorQuery() throws Exception {
        try (RawServer server = new RawServer(RawServer.RESET)) {
            Request request = request(URI.create(server.url() + "/hook-4711?token=canary"), "POST");
            ConnectorException failure = failure(client(server), request);

            for (Throwable t = failure; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain("canary").doesNotContain("4711");
            }
        }
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static OkHttpClient client(RawServer server) {
        return HttpClientFactory.create(HttpOptions.forEndpoints(server.url()));
    }

    private static Request request(RawServer server, String method) {
        return request(URI.create(server.url() + "/messages"), method);
    }

    private static Request request(URI url, String method) {
        RequestBody body = method.equals("GET") ? null : RequestBody.create("{}", null);
        return new Request.Builder().url(url.toString()).method(method, body).build();
    }

    private static ConnectorException failure(OkHttpClient client, Request request) {
        return catchThrowableOfType(ConnectorException.class, () -> new HttpSender(client).send(request));
    }
}
