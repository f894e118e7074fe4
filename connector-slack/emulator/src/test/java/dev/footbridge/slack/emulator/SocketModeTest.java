package dev.footbridge.slack.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsConfig;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketModeTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SlackEmulator emulator;
    private Slack slack;

    @BeforeEach
    void start() {
        emulator = SlackEmulator.builder()
                .webhooks(WebhookSender.Options.defaults().withTimeScale(10_000))
                .start();
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(emulator.apiUrl());
        config.setMethodsConfig(MethodsConfig.builder().statsEnabled(false).build());
        slack = Slack.getInstance(config);
    }

    @AfterEach
    void stop() throws Exception {
        slack.close();
        emulator.close();
    }

    @Test
    void greetsAndDeliversEnvelopesUntilTheyAreAcknowledged() throws Exception {
        Client client = new Client(true);
        await().until(() -> emulator.openSockets() == 1);
        emulator.people().post("ada", "general", "over the socket");

        assertThat(emulator.awaitDeliveries(Duration.ofSeconds(5))).isTrue();
        assertThat(client.received.get(0).path("type").asText()).isEqualTo("hello");
        assertThat(client.received.get(0).path("num_connections").asInt()).isEqualTo(1);
        JsonNode envelope = client.received.get(1);
        assertThat(envelope.path("type").asText()).isEqualTo("events_api");
        assertThat(envelope.at("/payload/event/text").asText()).isEqualTo("over the socket");
        assertThat(envelope.path("retry_attempt").asInt()).isZero();
    }

    @Test
    void anEnvelopeWithoutAnswerIsSentAgain() throws Exception {
        Client client = new Client(false);
        await().until(() -> emulator.openSockets() == 1);
        emulator.people().post("ada", "general", "anyone there?");

        await().atMost(Duration.ofSeconds(8)).until(() -> client.received.size() >= 3);
        assertThat(client.received.get(2).path("retry_attempt").asInt()).isEqualTo(1);
        assertThat(client.received.get(2).path("retry_reason").asText()).isEqualTo("timeout");
        assertThat(client.received.get(2).at("/payload/event_id").asText())
                .isEqualTo(client.received.get(1).at("/payload/event_id").asText());
    }

    @Test
    void asksForReconnectionAndRefusesUsedTickets() throws Exception {
        Client client = new Client(true);
        await().until(() -> emulator.openSockets() == 1);
        emulator.refreshSockets();

        await().until(() -> client.received.size() == 2);
        assertThat(client.received.get(1).path("type").asText()).isEqualTo("disconnect");
        await().until(() -> emulator.openSockets() == 0);
        Client again = new Client(client.url, true);
        await().until(() -> again.closed);
        assertThat(again.received).isEmpty();
    }

    @Test
    void worksOverTlsForClientsThatTrustItsAuthority() throws Exception {
        try (SlackEmulator secure = SlackEmulator.builder().tls(true).start()) {
            SSLContext trusting = trusting(String.valueOf(secure.describe().get("caCertificate")));
            HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
            HttpRequest request = HttpRequest.newBuilder(URI.create(secure.apiUrl() + "apps.connections.open"))
                    .header("Authorization", "Bearer " + secure.appToken())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            String url = MAPPER.readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .path("url")
                    .asText();

            assertThat(url).startsWith("wss://127.0.0.1:");
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create(url), new WebSocket.Listener() {})
                    .join();
            await().until(() -> secure.openSockets() == 1);
            socket.abort();
        }
    }

    private static SSLContext trusting(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void theEleventhSocketIsTooMany() throws Exception {
        for (int i = 0; i < 10; i++) {
            new Client(true);
        }
        await().until(() -> emulator.openSockets() == 10);
        Client eleventh = new Client(true);

        await().until(() -> !eleventh.received.isEmpty());
        assertThat(eleventh.received.get(0).path("reason").asText()).isEqualTo("too_many_websockets");
    }

    private final class Client implements WebSocket.Listener {
        private final List<JsonNode> received = new CopyOnWriteArrayList<>();
        private final StringBuilder partial = new StringBuilder();
        private final boolean acknowledging;
        private final String url;
        private volatile boolean closed;

        Client(boolean acknowledging) throws Exception {
            this(
                    slack.methods(emulator.appToken())
                            .appsConnectionsOpen(request -> request)
                            .getUrl(),
                    acknowledging);
        }

        Client(String url, boolean acknowledging) {
            this.url = url;
            this.acknowledging = acknowledging;
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(url), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                receive(socket);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void receive(WebSocket socket) {
            try {
                JsonNode json = MAPPER.readTree(partial.toString());
                partial.setLength(0);
                received.add(json);
                if (acknowledging && json.has("envelope_id")) {
                    socket.sendText(
                            "{\"envelope_id\":\"" + json.path("envelope_id").asText() + "\"}", true);
                }
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed = true;
            return CompletableFuture.completedFuture(null);
        }
    }
}
