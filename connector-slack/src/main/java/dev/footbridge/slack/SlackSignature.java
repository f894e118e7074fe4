package dev.footbridge.slack;

import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that Slack sent a request: HMAC-SHA256 over version, time and raw body. See
 * <a href="https://docs.slack.dev/authentication/verifying-requests-from-slack">verifying requests</a>.
 */
final class SlackSignature {

    /** How far the time of a request may lie in the past, and in the future: clocks differ both ways. */
    static final long MAX_AGE_SECONDS = 300;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v0";
    private static final String SIGNATURE = "x-slack-signature";
    private static final String TIMESTAMP = "x-slack-request-timestamp";
    private static final int SIGNATURE_LENGTH = VERSION.length() + 1 + 64;
    private static final int MAX_TIMESTAMP_LENGTH = 12;

    // Looking one up among the providers costs more than the hash of a short body.
    private final List<ThreadLocal<Mac>> keys;
    private final Clock clock;

    SlackSignature(List<Secret> secrets, Clock clock) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .map(key -> ThreadLocal.withInitial(() -> mac(key)))
                .toList();
        this.clock = clock;
    }

    /** Why the request is not proved, a fixed word; empty when it is. */
    Optional<String> problem(WebhookRequest request) {
        Optional<String> signature = request.header(SIGNATURE);
        Optional<String> timestamp = request.header(TIMESTAMP);
        if (signature.isEmpty() || timestamp.isEmpty()) {
            return Optional.of("unsigned");
        }
        Optional<Long> time = seconds(timestamp.get());
        if (time.isEmpty() || signature.get().length() != SIGNATURE_LENGTH) {
            return Optional.of("bad_signature");
        }
        if (Math.abs(clock.instant().getEpochSecond() - time.get()) > MAX_AGE_SECONDS) {
            return Optional.of("stale");
        }
        byte[] given = signature.get().getBytes(StandardCharsets.UTF_8);
        boolean proved = false;
        for (ThreadLocal<Mac> key : keys) {
            // No short cut: how long this takes must not tell which secret fitted.
            proved |= MessageDigest.isEqual(given, sign(key.get(), timestamp.get(), request.body()));
        }
        return proved ? Optional.empty() : Optional.of("bad_signature");
    }

    private static Optional<Long> seconds(String timestamp) {
        boolean digits = !timestamp.isEmpty()
                && timestamp.length() <= MAX_TIMESTAMP_LENGTH
                && timestamp.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(timestamp)) : Optional.empty();
    }

    private static byte[] sign(Mac mac, String timestamp, byte[] body) {
        mac.update((VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
        String hex = HexFormat.of().formatHex(mac.doFinal(body));
        return (VERSION + "=" + hex).getBytes(StandardCharsets.UTF_8);
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
