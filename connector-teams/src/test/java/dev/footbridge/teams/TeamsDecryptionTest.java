package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Encrypts as the platform documents it, with a key pair of the test. */
class TeamsDecryptionTest {

    private static final String RESOURCE = "{\"id\":\"1\",\"body\":{\"content\":\"gr\u00FC\u00DFe\"}}";

    private final TeamsDecryption decryption =
            TeamsDecryption.load(TeamsHarnessKeys.shared().file(), Secret.of(TeamsHarnessKeys.PASSWORD));
    private final PublicKey publicKey =
            TeamsHarnessKeys.shared().certificate().certificate().getPublicKey();
    private final Random random = new Random(7);

    private ObjectNode encrypted(String resource) throws GeneralSecurityException {
        byte[] key = new byte[32];
        random.nextBytes(key);
        Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
        byte[] data = aes.doFinal(resource.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA1AndMGF1Padding");
        rsa.init(Cipher.ENCRYPT_MODE, publicKey);
        Base64.Encoder base64 = Base64.getEncoder();
        return VendorContracts.MAPPER
                .createObjectNode()
                .put("data", base64.encodeToString(data))
                .put("dataSignature", base64.encodeToString(mac.doFinal(data)))
                .put("dataKey", base64.encodeToString(rsa.doFinal(key)))
                .put("encryptionCertificateId", TeamsHarnessKeys.ALIAS);
    }

    @Test
    void what_was_encrypted_for_us_is_opened() throws Exception {
        assertThat(decryption.open(encrypted(RESOURCE)).orElseThrow())
                .isEqualTo(VendorContracts.MAPPER.readTree(RESOURCE));
    }

    @Test
    void every_changed_byte_is_found() throws Exception {
        for (String member : List.of("data", "dataSignature", "dataKey")) {
            ObjectNode genuine = encrypted(RESOURCE);
            byte[] bytes = Base64.getDecoder().decode(genuine.path(member).asText());
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= 1;
                ObjectNode forged =
                        genuine.deepCopy().put(member, Base64.getEncoder().encodeToString(changed));
                assertThat(decryption.open(forged))
                        .as("%s with byte %s changed", member, i)
                        .isEmpty();
            }
        }
    }

    @Test
    void bytes_are_written_in_one_way_only() throws Exception {
        ObjectNode genuine = encrypted(RESOURCE);
        String signature = genuine.path("dataSignature").asText();
        assertThat(signature).endsWith("=");
        int last = signature.length() - 2;
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".toCharArray()) {
            String other = signature.substring(0, last) + c + "=";
            boolean opened = decryption
                    .open(genuine.deepCopy().put("dataSignature", other))
                    .isPresent();
            assertThat(opened).isEqualTo(other.equals(signature));
        }
    }

    @Test
    void what_is_missing_or_of_another_certificate_is_not_opened() throws Exception {
        for (String member : List.of("data", "dataSignature", "dataKey", "encryptionCertificateId")) {
            ObjectNode without = encrypted(RESOURCE);
            without.remove(member);
            assertThat(decryption.open(without)).as("without %s", member).isEmpty();
        }
        assertThat(decryption.open(encrypted(RESOURCE).put("encryptionCertificateId", "another")))
                .isEmpty();
        assertThat(decryption.open(encrypted("no JSON"))).isEmpty();
    }

    @Test
    void a_wrong_password_is_told_without_showing_it() {
        assertThatThrownBy(() -> TeamsDecryption.load(TeamsHarnessKeys.shared().file(), Secret.of("guess-1234")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notification-keystore")
                .hasMessageNotContaining("guess-1234");
    }
}
