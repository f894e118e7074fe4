package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers of Google word for word, for odd ones that a stateful emulator would not give; and a signer of tokens. */
final class ScriptedGchat implements AutoCloseable {

    static {
        // Without it the JDK's server holds back each answer for the 40 ms of a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    static final GchatIds IDS = new GchatIds("example.com");
    static final ChannelId SPACE = new ChannelId(IDS.workspace(), "AAAASCRIPT");
    static final MessageId ROOT = new MessageId(SPACE, "T1.T1");
    static final UserId ADA = new UserId(IDS.workspace(), "1001");
    static final String AUDIENCE = "https://relay.example.com/gchat";
    static final String PROJECT = "1234567890";
    static final String PUSH_ACCOUNT = "push@project.iam.gserviceaccount.com";
    static final String CHAT = "chat@system.gserviceaccount.com";
    static final RSAKey KEY = key("key-1");
    static final RSAKey STRANGE = key("key-2");

    /** A request as it came. */
    record Call(String method, String path, String query, String body, String authorization) {}

    /** An answer as it goes out. */
    record Answer(int status, String contentType, String body, Map<String, String> headers) {

        static Answer json(String body) {
            return new Answer(200, "application/json; charset=UTF-8", body, Map.of());
        }

        static Answer error(int status, String code) {
            return new Answer(
                    status,
                    "application/json; charset=UTF-8",
                    "{\"error\":{\"code\":" + status + ",\"message\":\"canary\",\"status\":\"" + code + "\"}}",
                    Map.of());
        }
    }

    private final HttpServer server;
    private final Map<String, Deque<Answer>> script = new HashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    ScriptedGchat() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next answer to requests whose method and path end so; without one left it is {@code {}}. */
    ScriptedGchat answer(String methodAndEnd, Answer answer) {
        synchronized (script) {
            script.computeIfAbsent(methodAndEnd, name -> new ArrayDeque<>()).add(answer);
        }
        return this;
    }

    ScriptedGchat answer(String methodAndEnd, String json) {
        return answer(methodAndEnd, Answer.json(json));
    }

    /** Drops what is left of the script. */
    void forget() {
        synchronized (script) {
            script.clear();
        }
    }

    /** Calls of Google's interfaces; those for tokens and keys are not among them. */
    List<Call> calls() {
        return calls.stream()
                .filter(call -> call.path().startsWith("/v1/") || call.path().startsWith("/admin/"))
                .toList();
    }

    List<Call> all() {
        return calls;
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, String> settings(GchatAuth auth) {
        Map<String, String> settings = new HashMap<>();
        settings.put("domain", "example.com");
        settings.put("auth", auth.setting());
        settings.put("service-account", serviceAccount(base() + "/token"));
        if (auth.isDelegated()) {
            settings.put("subject", "relay@example.com");
        }
        settings.put("chat-url", base());
        settings.put("events-url", base());
        settings.put("pubsub-url", base());
        settings.put("directory-url", base());
        settings.put("oidc-keys-url", base() + "/certs");
        settings.put("chat-keys-url", base() + "/certs");
        settings.put("audience", AUDIENCE);
        settings.put("project-number", PROJECT);
        settings.put("push-audience", AUDIENCE);
        settings.put("push-service-account", PUSH_ACCOUNT);
        settings.put("pubsub-topic", "projects/p/topics/t");
        settings.put("pubsub-subscription", "projects/p/subscriptions/s");
        return settings;
    }

    static String serviceAccount(String tokenUri) {
        try {
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(KEY.toPrivateKey().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            ObjectNode key = Json.object()
                    .put("type", "service_account")
                    .put("project_id", "p")
                    .put("private_key_id", "id-canary")
                    .put("private_key", pem)
                    .put("client_email", "relay@p.iam.gserviceaccount.com")
                    .put("client_id", "42")
                    .put("token_uri", tokenUri);
            return key.toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Connector connect(GchatAuth auth) {
        return connect(settings(auth), Clock.systemUTC());
    }

    static Connector connect(Map<String, String> settings, Clock clock) {
        GchatConnectorProvider provider = new GchatConnectorProvider();
        return provider.create(ConnectorConfig.of(provider, settings, clock, new Random(1), CredentialStore.none()));
    }

    /** Claims of a token that Google Chat would send, issued now. */
    static JWTClaimsSet.Builder claims(String issuer, String audience) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)));
    }

    static JWTClaimsSet.Builder google(String mail) {
        return claims("https://accounts.google.com", AUDIENCE)
                .claim("email", mail)
                .claim("email_verified", true);
    }

    static String sign(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getQuery();
        calls.add(new Call(
                exchange.getRequestMethod(),
                path,
                query == null ? "" : query,
                body,
                exchange.getRequestHeaders().getFirst("Authorization")));
        Answer answer = next(exchange.getRequestMethod() + " " + path);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Answer next(String methodAndPath) {
        synchronized (script) {
            for (Map.Entry<String, Deque<Answer>> entry : script.entrySet()) {
                String[] wanted = entry.getKey().split(" ", 2);
                boolean fits = methodAndPath.startsWith(wanted[0] + " ") && methodAndPath.endsWith(wanted[1]);
                if (fits && !entry.getValue().isEmpty()) {
                    return entry.getValue().remove();
                }
            }
        }
        if (methodAndPath.endsWith("/token")) {
            return Answer.json("{\"access_token\":\"ya29.canary\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        }
        if (methodAndPath.endsWith("/certs")) {
            return Answer.json(new JWKSet(KEY.toPublicJWK()).toString());
        }
        if (methodAndPath.contains("/admin/directory/")) {
            return Answer.json(
                    "{\"id\":\"7\",\"primaryEmail\":\"relay@example.com\",\"name\":{\"fullName\":\"Relay\"}}");
        }
        return Answer.json("{}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
