package dev.footbridge.relay.link;

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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenID provider that answers whatever it is told to: what a maintained one refuses to do. */
final class CrookedProvider implements AutoCloseable {

    private final HttpServer server;
    static final RSAKey KEY = key("one");
    final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    final List<String> authorizations = new CopyOnWriteArrayList<>();
    final List<String> paths = new CopyOnWriteArrayList<>();
    volatile String issuerInDiscovery;
    volatile boolean tellsIssuer;
    volatile boolean down;
    volatile String redirectOfTokens = "";
    volatile String token = "";

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    CrookedProvider() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        issuerInDiscovery = issuer().toString();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        paths.add(path);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (down) {
            send(exchange, 500, "{}");
        } else if (path.endsWith("/.well-known/openid-configuration")) {
            send(exchange, 200, discovery());
        } else if (path.equals("/jwks")) {
            send(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString());
        } else if (!redirectOfTokens.isEmpty()) {
            exchange.getResponseHeaders().set("Location", redirectOfTokens);
            send(exchange, 307, "");
        } else {
            tokenRequests.add(form(body));
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            send(
                    exchange,
                    200,
                    "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60"
                            + (token.isEmpty() ? "" : ",\"id_token\":\"" + token + "\"") + "}");
        }
    }

    private String discovery() {
        String base = issuer().toString();
        return "{\"issuer\":\"" + issuerInDiscovery + "\",\"authorization_endpoint\":\"" + base
                + "/authorize\",\"token_endpoint\":\"" + base + "/token\",\"jwks_uri\":\"" + base
                + "/jwks\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\",\"HS256\",\"none\"],"
                + "\"authorization_response_iss_parameter_supported\":" + tellsIssuer + "}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static Map<String, String> form(String body) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return values;
    }

    /** What an honest token says. */
    JWTClaimsSet.Builder honest(String nonce) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer().toString())
                .subject("ann")
                .audience(LinkRig.CLIENT)
                .claim("workspace", LinkRig.AWAY)
                .claim("nonce", nonce)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))));
    }

    String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(
                claims,
                KEY,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build());
    }

    static String signed(JWTClaimsSet claims, RSAKey key, JWSHeader header) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    /** How often something was asked for. */
    int asked(String path) {
        return (int) new ArrayList<>(paths).stream().filter(path::equals).count();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
