package dev.footbridge.miro;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.id.ChannelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as told, for what no sane platform would say. */
final class ScriptedMiro implements AutoCloseable {

    static {
        // Without it the JDK's server holds back each answer for the 40 ms of a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final String TEAM = "3074457358607431473";
    static final String SELF = "3074457350804038700";
    static final String BOARD = "uXjVOD6LSME=";
    static final String FRAME = "3458764517517819000";
    static final MiroIds IDS = new MiroIds(TEAM);
    static final ChannelId CHANNEL = new ChannelId(IDS.workspace(), BOARD + "/" + FRAME);
    static final String BOARD_PATH = "/v2/boards/" + BOARD;

    /** What is answered. */
    record Answer(int status, String contentType, String body, Map<String, String> headers) {

        static Answer json(String body) {
            return new Answer(200, "application/json", body, Map.of());
        }

        static Answer error(int status, String code) {
            return new Answer(
                    status,
                    "application/json",
                    "{\"status\":" + status + ",\"code\":\"" + code
                            + "\",\"message\":\"canary\",\"context\":null,\"type\":\"error\"}",
                    Map.of());
        }
    }

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, Answer> usual = new HashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();

    ScriptedMiro() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
        usual.put(
                "GET /v1/oauth-token",
                Answer.json("{\"team\":{\"id\":\"" + TEAM + "\"},\"user\":{\"id\":\"" + SELF
                        + "\"},\"scopes\":[\"boards:read\",\"boards:write\"]}"));
        usual.put(
                "GET " + BOARD_PATH + "/frames/" + FRAME,
                Answer.json("{\"id\":\"" + FRAME + "\",\"geometry\":{\"width\":1600,\"height\":900}}"));
        usual.put("GET " + BOARD_PATH + "/items", Answer.json("{\"data\":[]}"));
    }

    /** The next answer to such a request; more than one are given in turn. */
    void answer(String methodAndPath, Answer answer) {
        answers.computeIfAbsent(methodAndPath, key -> new ArrayDeque<>()).add(answer);
    }

    /** The answer as long as there is no other. */
    void usually(String methodAndPath, Answer answer) {
        usual.put(methodAndPath, answer);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String key =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        requests.add(key);
        exchange.getRequestBody().readAllBytes();
        Deque<Answer> scripted = answers.getOrDefault(key, new ArrayDeque<>());
        Answer answer;
        synchronized (this) {
            answer = scripted.isEmpty() ? usual.getOrDefault(key, Answer.error(404, "notFound")) : scripted.remove();
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("team-id", TEAM);
        settings.put("access-token", "token-of-a-test");
        settings.put("api-url", "http://127.0.0.1:" + server.getAddress().getPort());
        settings.put("poll-interval", "10s");
        return settings;
    }

    static ConnectorConfig config(Map<String, String> settings, Clock clock, CredentialStore store) {
        return ConnectorConfig.of(new MiroConnectorProvider(), settings, clock, new Random(3), store);
    }

    MiroConnector connect(Clock clock) {
        return connect(clock, MiroPause.real());
    }

    MiroConnector connect(Clock clock, MiroPause pause) {
        return new MiroConnector(
                MiroSettings.of(config(settings(), clock, CredentialStore.none())),
                clock,
                CredentialStore.none(),
                pause);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
