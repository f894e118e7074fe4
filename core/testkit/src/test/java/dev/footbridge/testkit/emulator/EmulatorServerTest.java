package dev.footbridge.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmulatorServerTest {
    private static final ErrorRenderer ERRORS = new ErrorRenderer() {
        @Override
        public Reply rateLimited(EmulatorRequest request, Optional<String> retryAfter) {
            Reply reply = Reply.json(429, Map.of("error", "slow down"));
            return retryAfter
                    .map(value -> reply.withHeader("Retry-After", value))
                    .orElse(reply);
        }

        @Override
        public Reply failure(EmulatorRequest request, int status) {
            return Reply.json(status, Map.of("error", status));
        }
    };

    private final AtomicInteger performed = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private EmulatorServer server;

    @BeforeEach
    void start() {
        server = EmulatorServer.builder("sample", Clock.systemUTC(), ERRORS)
                .route("POST", "/things/{id}", request -> {
                    performed.incrementAndGet();
                    return Reply.json(Map.of("id", request.pathParameter("id"), "body", request.bodyText()));
                })
                .route("GET", "/missing", request -> Reply.json(404, Map.of("own", true)))
                .route("GET", "/broken", request -> {
                    throw new IOException("broken on purpose");
                })
                .socket("/socket", new Echo())
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersItsRoutesAndRecordsWhatWasAskedWithoutTheToken() throws Exception {
        HttpResponse<String> answer = post("/things/7?x=1", "hello");

        assertThat(answer.body()).contains("\"id\":\"7\"").contains("\"body\":\"hello\"");
        JournalEntry entry = server.journal().entries().get(0);
        assertThat(entry.path()).isEqualTo("/things/7?x=1");
        assertThat(entry.bodyText()).isEqualTo("hello");
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.headers().get("authorization")).isEqualTo("Bearer ***");
        assertThat(server.journal().count("POST", "/things/7")).isEqualTo(1);
    }

    @Test
    void writesUnknownPathsAndCrashesInTheVendorsForm() throws Exception {
        assertThat(get("/nowhere").body()).isEqualTo("{\"error\":404}");
        assertThat(get("/missing").body()).isEqualTo("{\"own\":true}");
        assertThat(get("/broken").statusCode()).isEqualTo(500);
        assertThat(get("/broken").body()).isEqualTo("{\"error\":500}");
    }

    @Test
    void aStatusFaultStrikesAsOftenAsItIsSetAndSaysWhetherItWasPerformed() throws Exception {
        server.faults().add(Fault.status(500).on("POST /things/*").times(1));
        server.faults().add(Fault.status(502).on("POST /things/*").times(1).performedFirst());

        assertThat(post("/things/1", "").statusCode()).isEqualTo(500);
        assertThat(performed).hasValue(0);
        assertThat(post("/things/1", "").statusCode()).isEqualTo(502);
        assertThat(performed).hasValue(1);
        assertThat(post("/things/1", "").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultCanBeNarrowedToRequestsThatContainAText() throws Exception {
        server.faults().add(Fault.rateLimit("7").containing("channel=C1"));

        assertThat(post("/things/1", "channel=C2").statusCode()).isEqualTo(200);
        HttpResponse<String> limited = post("/things/1", "channel=C1");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void resetsTheConnectionAfterTheRequestWasRead() {
        server.faults().add(Fault.reset().times(1).performedFirst());

        assertThatThrownBy(() -> post("/things/1", "x")).isInstanceOf(IOException.class);
        assertThat(performed).hasValue(1);
        assertThat(server.journal().count("POST", "/things/1")).isEqualTo(1);
    }

    @Test
    void truncatesTheBody() {
        server.faults().add(Fault.truncate().times(1));

        assertThatThrownBy(() -> post("/things/1", "x")).isInstanceOf(IOException.class);
    }

    @Test
    void servesASignInPageInsteadOfTheAnswer() throws Exception {
        server.faults().add(Fault.loginPage().times(1));

        HttpResponse<String> page = post("/things/1", "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    }

    @Test
    void delaysTheAnswer() throws Exception {
        server.faults().add(Fault.delay(Duration.ofMillis(120)).times(1));

        long start = System.nanoTime();
        assertThat(post("/things/1", "").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(110));
    }

    @Test
    void faultsLimitsAndJournalAreControlledOverHttp() throws Exception {
        String fault = "{\"kind\":\"status\",\"route\":\"/things/*\",\"status\":503,\"times\":2,\"retryAfter\":\"3\"}";
        assertThat(post("/_emulator/faults", fault).statusCode()).isEqualTo(201);
        assertThat(get("/_emulator/faults").body()).contains("\"left\":2");

        HttpResponse<String> failed = post("/things/1", "");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.headers().firstValue("Retry-After")).contains("3");
        assertThat(get("/_emulator/journal").body()).contains("/things/1").doesNotContain("/_emulator/faults");
        assertThat(get("/_emulator").body()).contains("sample emulator");

        post("/_emulator/limits", "{\"enabled\":true,\"scale\":2.5}");
        assertThat(server.limits().enabled()).isTrue();
        assertThat(server.limits().scale()).isEqualTo(2.5);
        assertThat(post("/_emulator/faults", "{\"kind\":\"nonsense\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void carriesWebSockets() throws Exception {
        CompletableFuture<String> echoed = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(server.socketUrl() + "/socket?ticket=t1"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        echoed.complete(data.toString());
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get(5, TimeUnit.SECONDS);
        socket.sendText("hello", true);

        assertThat(echoed.get(5, TimeUnit.SECONDS)).isEqualTo("t1:hello");
        socket.abort();
    }

    @Test
    void servesTlsWithACertificateAuthorityOfItsOwn() throws Exception {
        try (EmulatorServer secure = EmulatorServer.builder("secure", Clock.systemUTC(), ERRORS)
                .tls(true)
                .route("GET", "/hello", request -> Reply.text(200, "hello"))
                .start()) {
            HttpClient trusting = HttpClient.newBuilder()
                    .sslContext(secure.tls().orElseThrow().clientContext())
                    .build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(secure.baseUrl() + "/hello"))
                    .build();

            assertThat(trusting.send(request, BodyHandlers.ofString()).body()).isEqualTo("hello");
            assertThat(secure.tls().orElseThrow().authorityPem()).startsWith("-----BEGIN CERTIFICATE-----");
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
                .header("Authorization", "Bearer secret")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build(), BodyHandlers.ofString());
    }

    private static final class Echo implements SocketHandler {
        @Override
        public void opened(SocketSession session) {
            assertThat(session.queryParameter("ticket")).contains("t1");
        }

        @Override
        public void received(SocketSession session, String text) {
            session.send(session.queryParameter("ticket").orElse("") + ":" + text);
        }

        @Override
        public void closed(SocketSession session) {}
    }
}
