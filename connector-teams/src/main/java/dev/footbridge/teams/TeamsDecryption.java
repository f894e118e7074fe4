package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens the resource data of notifications. Every failure looks the same from outside, so that nobody can learn from
 * answers how a padding was wrong.
 *
 * @see <a href="https://learn.microsoft.com/graph/change-notifications-with-resource-data">Change notifications that
 *     include resource data</a>
 */
final class TeamsDecryption {

    /** The vendor pins it: RSA-OAEP with SHA-1, also as its mask. */
    private static final String KEY_CIPHER = "RSA/ECB/OAEPWithSHA1AndMGF1Padding";

    private static final int AES_256_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final int MAX_DATA = 1024 * 1024;

    /** The certificate that new subscriptions are created with. */
    record Certificate(String id, String base64, Instant notBefore) {}

    private final Map<String, PrivateKey> keys;
    private final Certificate newest;

    private TeamsDecryption(Map<String, PrivateKey> keys, Certificate newest) {
        this.keys = Map.copyOf(keys);
        this.newest = newest;
    }

    /**
     * Reads a PKCS #12 key store. Each entry is a certificate with its key, the alias is the certificate's id. Several
     * of them allow a change of keys: the one that became valid last is used for new subscriptions.
     *
     * @throws IllegalArgumentException without its password or content in the message
     */
    static TeamsDecryption load(Path file, Secret password) {
        char[] pin = password.reveal().toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, pin);
            return of(store, pin);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "notification-keystore cannot be read: wrong password or no PKCS #12 file ("
                            + e.getClass().getSimpleName() + ")");
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private static TeamsDecryption of(KeyStore store, char[] pin) throws GeneralSecurityException {
        Map<String, PrivateKey> keys = new HashMap<>();
        Map<String, Certificate> certificates = new HashMap<>();
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.getKey(alias, pin);
            if (key instanceof PrivateKey own && store.getCertificate(alias) instanceof X509Certificate x509) {
                keys.put(alias, own);
                String encoded = Base64.getEncoder().encodeToString(x509.getEncoded());
                certificates.put(
                        alias,
                        new Certificate(alias, encoded, x509.getNotBefore().toInstant()));
            }
        }
        Certificate newest = certificates.values().stream()
                .max(Comparator.comparing(Certificate::notBefore).thenComparing(Certificate::id))
                .orElseThrow(() -> new IllegalArgumentException("notification-keystore holds no key with certificate"));
        return new TeamsDecryption(keys, newest);
    }

    Certificate newest() {
        return newest;
    }

    /** The resource; empty whatever is wrong with it. */
    Optional<JsonNode> open(JsonNode encrypted) {
        try {
            PrivateKey key =
                    keys.get(Json.text(encrypted, "encryptionCertificateId").orElse(""));
            if (key == null) {
                return Optional.empty();
            }
            byte[] data = bytes(encrypted, "data");
            byte[] symmetric = symmetric(key, bytes(encrypted, "dataKey"));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(symmetric, "HmacSHA256"));
            // Before any decryption of data: a padding that nobody signed is never looked at.
            if (!MessageDigest.isEqual(mac.doFinal(data), bytes(encrypted, "dataSignature"))) {
                return Optional.empty();
            }
            Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
            aes.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(symmetric, "AES"),
                    new IvParameterSpec(Arrays.copyOf(symmetric, IV_BYTES)));
            return Optional.of(Json.pushed().parse(aes.doFinal(data)));
        } catch (GeneralSecurityException | IllegalArgumentException | MalformedJsonException e) {
            return Optional.empty();
        }
    }

    /**
     * A key that cannot be opened becomes one that nobody knows, so that both failures take the same way.
     */
    private byte[] symmetric(PrivateKey key, byte[] wrapped) throws GeneralSecurityException {
        Cipher rsa = Cipher.getInstance(KEY_CIPHER);
        rsa.init(Cipher.DECRYPT_MODE, key);
        try {
            byte[] opened = rsa.doFinal(wrapped);
            return opened.length == AES_256_BYTES ? opened : unknowable(wrapped);
        } catch (GeneralSecurityException e) {
            return unknowable(wrapped);
        }
    }

    private byte[] unknowable(byte[] wrapped) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (PrivateKey key : keys.values()) {
            digest.update(key.getEncoded());
        }
        return digest.digest(wrapped);
    }

    /** Only the one canonical way to write bytes is taken: a changed character must never mean the same. */
    private static byte[] bytes(JsonNode node, String member) {
        String text = Json.text(node, member).orElse("");
        if (text.isEmpty() || text.length() > MAX_DATA) {
            throw new IllegalArgumentException("no " + member);
        }
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("odd " + member);
        }
        return bytes;
    }
}
