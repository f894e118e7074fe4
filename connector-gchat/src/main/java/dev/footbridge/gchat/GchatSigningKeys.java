package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.X509CertUtils;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpSender;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The keys that one of Google's signers has now: a JSON Web Key set, or certificates by key id. Fetched outside of webhook
 * requests, at most once a minute. Safe for concurrent use.
 */
final class GchatSigningKeys {

    static final Duration MIN_FETCH_INTERVAL = Duration.ofMinutes(1);

    /** Google changes its keys about weekly and publishes each days ahead. */
    private static final Duration MAX_AGE = Duration.ofHours(6);

    private static final int LEAST_BITS = 2_048;
    private static final int MOST_KEYS = 64;

    private final URI location;
    private final HttpSender sender;
    private final Clock clock;
    private volatile Map<String, RSAKey> keys = Map.of();
    private volatile Instant fetchedAt = Instant.MIN;
    private volatile boolean wanted = true;

    GchatSigningKeys(URI location, HttpSender sender, Clock clock) {
        this.location = location;
        this.sender = sender;
        this.clock = clock;
    }

    /** A key by its id; one that is not known is fetched soon. */
    Optional<RSAKey> key(String id) {
        RSAKey key = keys.get(id);
        if (key == null) {
            wanted = true;
        }
        return Optional.ofNullable(key);
    }

    boolean wantsFetching() {
        Instant now = clock.instant();
        Instant last = fetchedAt;
        return last.equals(Instant.MIN)
                || last.plus(MAX_AGE).isBefore(now)
                || wanted && !last.plus(MIN_FETCH_INTERVAL).isAfter(now);
    }

    /** Fetches the keys. Blocks. */
    void fetch() throws ConnectorException, InterruptedException {
        synchronized (this) {
            if (!wantsFetching()) {
                return;
            }
            fetchedAt = clock.instant();
            wanted = false;
        }
        JsonNode answer = get();
        keys = answer.path("keys").isArray() ? jwks(answer) : certificates(answer);
    }

    private JsonNode get() throws ConnectorException, InterruptedException {
        HttpAnswer answer =
                sender.send(new Request.Builder().url(location.toString()).build());
        if (!answer.isSuccess()) {
            throw odd("it answered " + answer.status());
        }
        try {
            return Json.answers().parse(answer.body());
        } catch (MalformedJsonException e) {
            throw odd("it answered without JSON");
        }
    }

    private static Map<String, RSAKey> jwks(JsonNode set) throws ConnectorException {
        try {
            Map<String, RSAKey> found = new HashMap<>();
            for (JWK key : JWKSet.parse(new String(Json.bytes(set), StandardCharsets.UTF_8))
                    .getKeys()) {
                if (key instanceof RSAKey rsa && rsa.getKeyID() != null) {
                    add(found, rsa.getKeyID(), rsa.toPublicJWK());
                }
            }
            return Map.copyOf(found);
        } catch (ParseException e) {
            throw odd("its key set cannot be read");
        }
    }

    private static Map<String, RSAKey> certificates(JsonNode byId) throws ConnectorException {
        Map<String, RSAKey> found = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : byId.properties()) {
            X509Certificate certificate = certificate(entry.getValue().asText(""));
            try {
                if (certificate != null) {
                    add(found, entry.getKey(), RSAKey.parse(certificate).toPublicJWK());
                }
            } catch (JOSEException e) {
                throw odd("its certificates cannot be read");
            }
        }
        return Map.copyOf(found);
    }

    private static @Nullable X509Certificate certificate(String pem) {
        return X509CertUtils.parse(pem);
    }

    private static void add(Map<String, RSAKey> found, String id, RSAKey key) {
        if (key.size() >= LEAST_BITS && found.size() < MOST_KEYS) {
            found.put(id, key);
        }
    }

    private static ConnectorException odd(String problem) {
        return ConnectorException.of(
                Kind.UNAVAILABLE, "signing_keys", "No keys of Google's tokens from their address: " + problem);
    }
}
