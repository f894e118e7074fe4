package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts resource data for one subscriber. Per item a fresh AES key: data AES-CBC with the first 16 bytes of the key as IV,
 * an HMAC-SHA256 over the encrypted data, and the key itself RSA-OAEP (SHA-1) encrypted for the subscriber's certificate.
 *
 * <p>See Microsoft Learn, "Set up change notifications that include resource data".
 */
record Encryption(String certificateId, X509Certificate certificate, String thumbprint) {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 4096;
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final int MAX_ID_LENGTH = 128;

    /** Reads the certificate of a subscription request: base64 of a DER or PEM encoded X.509 certificate with an RSA key. */
    static Encryption parse(String base64, String certificateId) {
        if (certificateId.length() > MAX_ID_LENGTH) {
            throw invalid("encryptionCertificateId must not exceed 128 characters.");
        }
        try {
            var bytes = Base64.getMimeDecoder().decode(base64);
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            if (!(certificate.getPublicKey() instanceof RSAPublicKey key)) {
                throw invalid("The encryption certificate must have an RSA key.");
            }
            var bits = key.getModulus().bitLength();
            if (bits < MIN_BITS || bits > MAX_BITS) {
                throw invalid("The RSA key of the encryption certificate must have 2048 to 4096 bits.");
            }
            return new Encryption(certificateId, certificate, thumbprintOf(certificate));
        } catch (CertificateException | IllegalArgumentException e) {
            throw invalid(
                    "Certificate validation failed: encryptionCertificate is not a valid base64-encoded certificate.");
        }
    }

    /** Encrypts one resource. */
    Sealed seal(byte[] resource, RandomGenerator random) {
        var key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            var aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
            aes.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new IvParameterSpec(Arrays.copyOf(key, IV_BYTES)));
            var data = aes.doFinal(resource);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            rsa.init(Cipher.ENCRYPT_MODE, certificate.getPublicKey());
            return new Sealed(base64(data), base64(mac.doFinal(data)), base64(rsa.doFinal(key)), this);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks an algorithm that every runtime must have", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String thumbprintOf(X509Certificate certificate) throws CertificateEncodingException {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-1", e);
        }
    }

    private static GraphFault invalid(String message) {
        return GraphFault.of(400, "InvalidRequest", message);
    }

    /** The encrypted content of one notification. */
    record Sealed(String data, String signature, String key, Encryption by) {
        void write(JsonGenerator out) throws IOException {
            out.writeObjectFieldStart("encryptedContent");
            out.writeStringField("data", data);
            out.writeStringField("dataSignature", signature);
            out.writeStringField("dataKey", key);
            out.writeStringField("encryptionCertificateId", by.certificateId());
            out.writeStringField("encryptionCertificateThumbprint", by.thumbprint());
            out.writeEndObject();
        }
    }
}
