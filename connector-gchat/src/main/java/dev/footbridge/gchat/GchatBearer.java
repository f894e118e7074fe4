package dev.footbridge.gchat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.http.HttpSender;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves who sent a webhook: a token signed by Google, for our address or project, of the sender that the configuration
 * names. It says nothing about the body. See
 * <a href="https://developers.google.com/workspace/chat/verify-requests-from-chat">Verify requests</a> and
 * <a href="https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions">Authenticated push</a>.
 */
final class GchatBearer implements AutoCloseable {

    /** Who a token is proved to come from. */
    enum Sender {
        /** Google Chat: an interaction event. */
        CHAT,
        /** Pub/Sub: something that Google Workspace Events published. */
        PUBSUB
    }

    private static final Logger LOG = LoggerFactory.getLogger(GchatBearer.class);

    private static final String CHAT = "chat@system.gserviceaccount.com";
    private static final Set<String> GOOGLE = Set.of("https://accounts.google.com", "accounts.google.com");
    private static final String SCHEME = "bearer ";
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** Google's tokens live an hour; one that would live longer is not Google's. */
    private static final Duration MAX_LIFE = Duration.ofHours(25);

    private static final int MAX_TOKEN_LENGTH = 8_192;
    private static final int MAX_PROVED = 256;

    private record Proved(Sender sender, Instant until) {}

    private final GchatSettings.Senders senders;
    private final GchatSigningKeys google;
    private final GchatSigningKeys chat;
    private final Clock clock;
    private final Map<String, Proved> proved = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor background;

    GchatBearer(GchatSettings.Senders senders, URI oidcKeys, URI chatKeys, HttpSender sender, Clock clock) {
        this.senders = senders;
        this.google = new GchatSigningKeys(oidcKeys, sender, clock);
        this.chat = new GchatSigningKeys(chatKeys, sender, clock);
        this.clock = clock;
        this.background = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1),
                task -> {
                    java.lang.Thread thread = new java.lang.Thread(task, "gchat-signing-keys");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        background.allowCoreThreadTimeOut(true);
    }

    /** Who sent this; empty when nobody is proved. No I/O. */
    Optional<Sender> sender(WebhookRequest request) {
        Optional<String> token = request.header("authorization")
                .filter(value -> value.length() <= MAX_TOKEN_LENGTH)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(value -> value.substring(SCHEME.length()));
        Optional<Sender> sender = token.flatMap(this::sender);
        if (google.wantsFetching() || wantsChatKeys()) {
            background.execute(this::fetchQuietly);
        }
        return sender;
    }

    private boolean wantsChatKeys() {
        return senders.projectNumber().isPresent() && chat.wantsFetching();
    }

    private Optional<Sender> sender(String token) {
        Instant now = clock.instant();
        // Pub/Sub sends one token with many requests; its signature costs more than all the rest.
        Proved known = proved.get(token);
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.sender());
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Checked before anything is done with it: no "none", no HMAC with a public key, no extensions.
            if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                    || jwt.getHeader().getCriticalParams() != null
                    || !jwt.serialize().equals(token)
                    || !jwt.getSignature()
                            .equals(Base64URL.encode(jwt.getSignature().decode()))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<Sender> sender = isInTime(claims, now) ? claimed(claims) : Optional.empty();
            if (sender.isEmpty() || !isSigned(jwt, claims)) {
                return Optional.empty();
            }
            remember(token, new Proved(sender.get(), claims.getExpirationTime().toInstant()), now);
            return sender;
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isInTime(JWTClaimsSet claims, Instant now) {
        Date expires = claims.getExpirationTime();
        Date issued = claims.getIssueTime();
        Date notBefore = claims.getNotBeforeTime();
        return expires != null
                && now.isBefore(expires.toInstant())
                && expires.toInstant().isBefore(now.plus(MAX_LIFE))
                && (issued == null || now.plus(SKEW).isAfter(issued.toInstant()))
                && (notBefore == null || now.plus(SKEW).isAfter(notBefore.toInstant()));
    }

    /** Whom the claims name, if it is somebody who may send to us. */
    private Optional<Sender> claimed(JWTClaimsSet claims) throws ParseException {
        String issuer = Objects.requireNonNullElse(claims.getIssuer(), "");
        List<String> audience = claims.getAudience();
        if (issuer.equals(CHAT)) {
            return is(audience, senders.projectNumber()) ? Optional.of(Sender.CHAT) : Optional.empty();
        }
        if (!GOOGLE.contains(issuer) || !Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"))) {
            return Optional.empty();
        }
        String mail = Objects.requireNonNullElse(claims.getStringClaim("email"), "");
        boolean addOn = senders.projectNumber()
                .filter(number -> mail.equals("service-" + number + "@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"))
                .isPresent();
        if ((mail.equals(CHAT) || addOn) && is(audience, senders.audience())) {
            return Optional.of(Sender.CHAT);
        }
        return senders.pushAccount().filter(mail::equals).isPresent() && is(audience, senders.pushAudience())
                ? Optional.of(Sender.PUBSUB)
                : Optional.empty();
    }

    private static boolean is(List<String> audience, Optional<String> wanted) {
        return wanted.isPresent() && audience.equals(List.of(wanted.get()));
    }

    private boolean isSigned(SignedJWT jwt, JWTClaimsSet claims) throws JOSEException {
        GchatSigningKeys signer = CHAT.equals(claims.getIssuer()) ? chat : google;
        Optional<RSAKey> key =
                signer.key(Objects.requireNonNullElse(jwt.getHeader().getKeyID(), ""));
        return key.isPresent() && jwt.verify(new RSASSAVerifier(key.get()));
    }

    private void remember(String token, Proved one, Instant now) {
        if (proved.size() >= MAX_PROVED) {
            proved.values().removeIf(old -> !now.isBefore(old.until()));
            if (proved.size() >= MAX_PROVED) {
                proved.clear();
            }
        }
        proved.put(token, one);
    }

    /** Fetches the keys that are wanted; none where nobody may call. Blocks. */
    void fetch() throws ConnectorException, InterruptedException {
        if (!senders.isEmpty() && google.wantsFetching()) {
            google.fetch();
        }
        if (wantsChatKeys()) {
            chat.fetch();
        }
    }

    private void fetchQuietly() {
        try {
            fetch();
        } catch (ConnectorException e) {
            LOG.warn("Keys of Google's tokens could not be fetched: {}", e.getMessage());
        } catch (InterruptedException e) {
            java.lang.Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
