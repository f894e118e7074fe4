package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The subscriber's side of rich notifications, written from the documented steps: undo OAEP by hand (RFC 8017, 7.1.2), check the
 * signature, then decrypt.
 */
final class Decryption {
    private static final int HASH = 20;

    private Decryption() {}

    static KeyPair newKeys(int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static JsonNode open(JsonNode encryptedContent, KeyPair keys) throws Exception {
        var data = base64(encryptedContent, "data");
        var key = unwrap(base64(encryptedContent, "dataKey"), keys);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        if (!MessageDigest.isEqual(mac.doFinal(data), base64(encryptedContent, "dataSignature"))) {
            throw new AssertionError("The signature does not fit the data");
        }
        var aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
        aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(Arrays.copyOf(key, 16)));
        return Api.MAPPER.readTree(aes.doFinal(data));
    }

    private static byte[] unwrap(byte[] wrapped, KeyPair keys) throws Exception {
        var rsa = Cipher.getInstance("RSA/ECB/NoPadding");
        rsa.init(Cipher.DECRYPT_MODE, keys.getPrivate());
        var raw = rsa.doFinal(wrapped);
        var length = wrapped.length;
        var block = new byte[length];
        System.arraycopy(raw, 0, block, length - raw.length, raw.length);
        var maskedSeed = Arrays.copyOfRange(block, 1, 1 + HASH);
        var maskedData = Arrays.copyOfRange(block, 1 + HASH, length);
        var seed = xor(maskedSeed, mask(maskedData, HASH));
        var plain = xor(maskedData, mask(seed, maskedData.length));
        var emptyLabel = MessageDigest.getInstance("SHA-1").digest();
        if (!Arrays.equals(emptyLabel, Arrays.copyOf(plain, HASH))) {
            throw new AssertionError("Not OAEP with SHA-1 and an empty label");
        }
        var start = HASH;
        while (plain[start] == 0) {
            start++;
        }
        return Arrays.copyOfRange(plain, start + 1, plain.length);
    }

    private static byte[] mask(byte[] seed, int length) throws Exception {
        var result = new byte[length];
        for (int i = 0; i * HASH < length; i++) {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(seed);
            digest.update(Arrays.copyOfRange(BigInteger.valueOf((1L << 32) + i).toByteArray(), 1, 5));
            System.arraycopy(digest.digest(), 0, result, i * HASH, Math.min(HASH, length - i * HASH));
        }
        return result;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        var result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }

    private static byte[] base64(JsonNode node, String member) {
        return Base64.getDecoder().decode(node.path(member).asText());
    }
}
