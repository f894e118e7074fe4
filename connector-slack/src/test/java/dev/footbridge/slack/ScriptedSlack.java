package dev.footbridge.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers of Slack's Web API word for word, for odd ones that a stateful emulator would not give. */
final class ScriptedSlack implements AutoCloseable {

    static {
        // Without it the JDK's server holds back each answer for the 40 ms of a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String TEAM = "T0SCRIPT";
    static final String TOKEN = "xoxb-scripted-canary";
    static final String SIGNING_SECRET = "signing-secret-canary";
    static final SlackIds IDS = new SlackIds(TEAM);
    static final ChannelId CHANNEL = new ChannelId(IDS.workspace(), "C0SCRIPT");

    /** A request as it came. */
    record Call(String method, Map<String, String> form, String authorization) {}

    /** An answer as it goes out. */
    record Answer(int status, String contentType, String body, Map<String, String> headers) {

        static Answer json(String body) {
            return new Answer(200, "application/json; charset=utf-8", body, Map.of());
        }

        static Answer error(String code) {
            return json("{\"ok\":false,\"error\":\"" + code + "\"}");
        }
    }

    private final HttpServer server;
    private final Map<String, Deque<Answer>> script = new HashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    ScriptedSlack() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/", this::handle);
        server.start();
    }

    /** The next answer to this method; after the last one comes {@code ok: true}. */
    ScriptedSlack answer(String method, Answer answer) {
        synchronized (script) {
            script.computeIfAbsent(method, name -> new ArrayDeque<>()).add(answer);
        }
        return this;
    }

    ScriptedSlack answer(String method, String json) {
        return answer(method, Answer.json(json));
    }

    /** Drops what is left of the script. */
    void forget() {
        synchronized (script) {
            script.clear();
        }
    }

    List<Call> calls() {
        return calls;
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("team-id", TEAM);
        settings.put("token", TOKEN);
        settings.put("signing-secret", SIGNING_SECRET);
        settings.put("api-url", "http://127.0.0.1:" + server.getAddress().getPort() + "/api");
        return settings;
    }

    Connector connect() {
        return connect(settings());
    }

    static Connector connect(Map<String, String> settings) {
        SlackConnectorProvider provider = new SlackConnectorProvider();
        return provider.create(
                ConnectorConfig.of(provider, settings, Clock.systemUTC(), new Random(1), CredentialStore.none()));
    }

    static MessageId message(String ts) {
        return new MessageId(CHANNEL, ts);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestURI().getPath().substring("/api/".length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(method, form(body), exchange.getRequestHeaders().getFirst("Authorization")));
        Answer answer;
        synchronized (script) {
            Deque<Answer> next = script.getOrDefault(method, new ArrayDeque<>());
            answer = next.isEmpty() ? Answer.json("{\"ok\":true}") : next.remove();
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decode(String raw) {
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
