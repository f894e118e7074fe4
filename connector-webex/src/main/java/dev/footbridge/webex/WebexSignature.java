package dev.footbridge.webex;

import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that Webex sent a request: hex HMAC-SHA1 over the raw body. There is no time in the proof, so an old request can
 * be sent again; it says what it said before, and has the same event id. See
 * <a href="https://developer.webex.com/docs/api/guides/webhooks">Webhooks</a>.
 */
final class WebexSignature {

    private static final String ALGORITHM = "HmacSHA1";
    private static final String SIGNATURE = "x-spark-signature";
    private static final int SIGNATURE_LENGTH = 40;

    // Looking one up among the providers costs more than the hash of a short body.
    private final List<ThreadLocal<Mac>> keys;

    WebexSignature(List<Secret> secrets) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .map(key -> ThreadLocal.withInitial(() -> mac(key)))
                .toList();
    }

    /** Why the request is not proved, a fixed word; empty when it is. */
    Optional<String> problem(WebhookRequest request) {
        Optional<String> signature = request.header(SIGNATURE);
        if (signature.isEmpty()) {
            return Optional.of("unsigned");
        }
        if (signature.get().length() != SIGNATURE_LENGTH) {
            return Optional.of("bad_signature");
        }
        byte[] given = signature.get().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean proved = false;
        for (ThreadLocal<Mac> key : keys) {
            byte[] wanted =
                    HexFormat.of().formatHex(key.get().doFinal(request.body())).getBytes(StandardCharsets.UTF_8);
            // No short cut: how long this takes must not tell which secret fitted.
            proved |= MessageDigest.isEqual(given, wanted);
        }
        return proved ? Optional.empty() : Optional.of("bad_signature");
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
