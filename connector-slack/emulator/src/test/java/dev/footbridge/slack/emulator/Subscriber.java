package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An app's request URL: checks every signature by itself, answers the challenge, keeps what arrives. */
final class Subscriber implements AutoCloseable {
    record Received(JsonNode json, Map<String, String> headers, boolean signed) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }

        JsonNode event() {
            return json.path("event");
        }
    }

    /** One answer in advance: a status and headers. */
    record Answer(int status, Map<String, String> headers) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpServer server;
    private volatile String secret = "";

    Subscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        server.setExecutor(threads);
        server.createContext("/slack/events", this::handle);
        server.start();
    }

    Subscriber of(SlackEmulator emulator) {
        secret = emulator.signingSecret();
        emulator.subscribe(url());
        received.clear();
        return this;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/slack/events");
    }

    List<JsonNode> events() {
        return received.stream().map(Received::event).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        JsonNode json = MAPPER.readTree(body);
        received.add(new Received(json, headers, signed(headers, body)));
        Answer answer = answers.poll();
        if (answer != null) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
        }
        byte[] reply = json.path("challenge").asText("").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer == null ? 200 : answer.status(), reply.length == 0 ? -1 : reply.length);
        exchange.getResponseBody().write(reply);
        exchange.close();
    }

    private boolean signed(Map<String, String> headers, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String stamp = headers.getOrDefault("x-slack-request-timestamp", "");
            mac.update(("v0:" + stamp + ":").getBytes(StandardCharsets.UTF_8));
            String expected = "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
            return expected.equals(headers.get("x-slack-signature"));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
