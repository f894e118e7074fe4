package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An app's endpoint: keeps what arrives and checks its token by the keys that the emulator publishes. */
final class Endpoint implements AutoCloseable {
    record Received(String authorization, JsonNode json) {
        /** The payload of a push. */
        JsonNode data() {
            try {
                return Rest.MAPPER.readTree(
                        Base64.getDecoder().decode(json.at("/message/data").asText()));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        String attribute(String name) {
            return json.at("/message/attributes/" + name).asText();
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    private final GchatEmulator emulator;

    Endpoint(GchatEmulator emulator) throws IOException {
        this.emulator = emulator;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        received.add(new Received(authorization == null ? "" : authorization, Rest.MAPPER.readTree(body)));
        Integer status = answers.poll();
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    /** The claims of a token of Google's accounts, if it is genuine. */
    JWTClaimsSet accountClaims(Received request) throws Exception {
        SignedJWT token = token(request);
        JsonNode keys = new Rest(emulator, "").get("/oauth2/v3/certs").json();
        JWK key = JWKSet.parse(keys.toString()).getKeyByKeyId(token.getHeader().getKeyID());
        return claims(token, key.toRSAKey().toRSAPublicKey());
    }

    /** The claims of a token of Chat itself, if it is genuine. */
    JWTClaimsSet chatClaims(Received request) throws Exception {
        SignedJWT token = token(request);
        JsonNode certificates = new Rest(emulator, "")
                .get("/service_accounts/v1/metadata/x509/chat@system.gserviceaccount.com")
                .json();
        String pem = certificates.path(token.getHeader().getKeyID()).asText();
        return claims(token, (RSAPublicKey) X509CertUtils.parse(pem).getPublicKey());
    }

    private static SignedJWT token(Received request) throws Exception {
        return SignedJWT.parse(request.authorization().substring("Bearer ".length()));
    }

    private static JWTClaimsSet claims(SignedJWT token, RSAPublicKey key) throws Exception {
        if (!token.verify(new RSASSAVerifier(key))) {
            throw new IllegalStateException("not genuine");
        }
        return token.getJWTClaimsSet();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
