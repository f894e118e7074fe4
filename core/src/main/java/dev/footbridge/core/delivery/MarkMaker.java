package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes of what a post shows. A plain hash would be content in disguise: "yes" is easily guessed. */
final class MarkMaker {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    // Looking one up among the providers costs more than the hash of a short text.
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

    MarkMaker(Optional<Secret> key, RandomGenerator random) {
        byte[] bytes = new byte[32];
        if (key.isPresent()) {
            bytes = key.get().reveal().getBytes(StandardCharsets.UTF_8);
        } else {
            random.nextBytes(bytes);
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    String mark(String fingerprint) {
        return HexFormat.of().formatHex(macs.get().doFinal(fingerprint.getBytes(StandardCharsets.UTF_8)));
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
