package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.http.HttpAnswer;
import dev.footbridge.http.HttpSender;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Request;

/**
 * Checks the tokens that prove where a notification with resource data comes from. Keys come only from the configured
 * endpoint and are fetched outside of webhook requests.
 *
 * @see <a href="https://learn.microsoft.com/graph/change-notifications-with-resource-data#validation-tokens-in-the-change-notification">
 *     Validation tokens</a>
 */
final class TeamsValidationTokens {

    /** The application that publishes change notifications, the same in all tenants. */
    static final String PUBLISHER = "0bf30f3b-4a52-48df-9a82-234910c4a086";

    static final Duration MIN_FETCH_INTERVAL = Duration.ofMinutes(1);
    private static final Duration MAX_AGE = Duration.ofHours(12);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int MAX_TOKENS = 32;
    private static final int MAX_TOKEN_LENGTH = 8_192;
    private static final int MAX_PROVED = 64;

    /** What a request's tokens prove. */
    enum Verdict {
        PROVED,
        /** Signed with a key that we do not have (yet): neither believed nor refused. */
        UNKNOWN_KEY,
        NOT_PROVED
    }

    private final URI configuration;
    private final String audience;
    private final Set<String> issuers;
    private final HttpSender sender;
    private final Clock clock;

    private final Map<String, Instant> proved = new ConcurrentHashMap<>();
    private volatile Map<String, RSAKey> keys = Map.of();
    private volatile Instant fetchedAt = Instant.MIN;
    private volatile boolean wanted = true;

    TeamsValidationTokens(URI configuration, String audience, Set<String> issuers, HttpSender sender, Clock clock) {
        this.configuration = configuration;
        this.audience = audience;
        this.issuers = Set.copyOf(issuers);
        this.sender = sender;
        this.clock = clock;
    }

    /** Whether one of the tokens is the publisher's, for us. No I/O. */
    Verdict check(List<String> tokens) {
        Verdict verdict = Verdict.NOT_PROVED;
        for (String token : tokens.subList(0, Math.min(tokens.size(), MAX_TOKENS))) {
            Verdict one = token.length() > MAX_TOKEN_LENGTH ? Verdict.NOT_PROVED : check(token);
            if (one == Verdict.PROVED) {
                return one;
            }
            verdict = one == Verdict.UNKNOWN_KEY ? one : verdict;
        }
        return verdict;
    }

    private Verdict check(String token) {
        Instant now = clock.instant();
        // The platform sends one token with many notifications; its signature costs more than all the rest.
        Instant until = proved.get(token);
        if (until != null && now.isBefore(until)) {
            return Verdict.PROVED;
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Checked before anything is done with it: no "none", no HMAC with a public key, no extensions.
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                    || jwt.getHeader().getCriticalParams() != null
                    || !jwt.serialize().equals(token)
                    || !jwt.getSignature()
                            .equals(Base64URL.encode(jwt.getSignature().decode()))) {
                return Verdict.NOT_PROVED;
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!isForUs(claims, now)) {
                return Verdict.NOT_PROVED;
            }
            RSAKey key = keys.get(Objects.requireNonNullElse(jwt.getHeader().getKeyID(), ""));
            if (key == null) {
                wanted = true;
                // Keys that were fetched a moment ago would have it, if it were one of the platform's.
                return keys.isEmpty() || wantsKeys() ? Verdict.UNKNOWN_KEY : Verdict.NOT_PROVED;
            }
            if (!jwt.verify(new RSASSAVerifier(key))) {
                return Verdict.NOT_PROVED;
            }
            remember(token, claims.getExpirationTime().toInstant(), now);
            return Verdict.PROVED;
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Verdict.NOT_PROVED;
        }
    }

    private boolean isForUs(JWTClaimsSet claims, Instant now) throws ParseException {
        Date expires = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        String publisher =
                claims.getClaim("azp") != null ? claims.getStringClaim("azp") : claims.getStringClaim("appid");
        return expires != null
                && now.isBefore(expires.toInstant())
                && (notBefore == null || now.plus(SKEW).isAfter(notBefore.toInstant()))
                && claims.getAudience().equals(List.of(audience))
                && claims.getIssuer() != null
                && issuers.contains(claims.getIssuer())
                && PUBLISHER.equals(publisher);
    }

    private void remember(String token, Instant expires, Instant now) {
        if (proved.size() >= MAX_PROVED) {
            proved.values().removeIf(until -> !now.isBefore(until));
            if (proved.size() >= MAX_PROVED) {
                proved.clear();
            }
        }
        proved.put(token, expires);
    }

    /** Whether a token can be checked at all. */
    boolean hasKeys() {
        return !keys.isEmpty();
    }

    /** Whether keys should be fetched now; at most once a minute, however many unknown ones come in. */
    boolean wantsKeys() {
        Instant now = clock.instant();
        Instant last = fetchedAt;
        if (last.equals(Instant.MIN)) {
            return true;
        }
        return last.plus(MAX_AGE).isBefore(now)
                || (wanted && !last.plus(MIN_FETCH_INTERVAL).isAfter(now));
    }

    /** Fetches the keys. Blocks. */
    void fetchKeys() throws ConnectorException, InterruptedException {
        synchronized (this) {
            if (!wantsKeys()) {
                return;
            }
            fetchedAt = clock.instant();
            wanted = false;
        }
        String location = Json.text(get(configuration), "jwks_uri").orElse("");
        URI keySet = sameOrigin(location);
        keys = keys(get(keySet));
        proved.clear();
    }

    /** The keys' address is in an answer: it must not lead elsewhere. */
    private URI sameOrigin(String location) throws ConnectorException {
        try {
            URI uri = URI.create(location);
            if (Objects.equals(uri.getScheme(), configuration.getScheme())
                    && Objects.equals(uri.getAuthority(), configuration.getAuthority())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Falls through.
        }
        throw odd("its jwks_uri is not on the same host");
    }

    private JsonNode get(URI uri) throws ConnectorException, InterruptedException {
        HttpAnswer answer =
                sender.send(new Request.Builder().url(uri.toString()).build());
        if (!answer.isSuccess()) {
            throw odd("it answered " + answer.status());
        }
        try {
            return Json.answers().parse(answer.body());
        } catch (MalformedJsonException e) {
            throw odd("it answered without JSON");
        }
    }

    private static Map<String, RSAKey> keys(JsonNode set) throws ConnectorException {
        try {
            Map<String, RSAKey> keys = new HashMap<>();
            for (JWK key : JWKSet.parse(new String(Json.bytes(set), StandardCharsets.UTF_8))
                    .getKeys()) {
                if (key instanceof RSAKey rsa && rsa.getKeyID() != null && rsa.size() >= 2048) {
                    keys.put(rsa.getKeyID(), rsa.toPublicJWK());
                }
            }
            return Map.copyOf(keys);
        } catch (ParseException e) {
            throw odd("its key set cannot be read");
        }
    }

    private static ConnectorException odd(String problem) {
        return ConnectorException.of(
                Kind.UNAVAILABLE,
                "openid_configuration",
                "No keys for validation tokens from openid-configuration-url: " + problem);
    }
}
