package dev.footbridge.webex;

import dev.footbridge.core.connector.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as the vendor's guide says, without the connector's code. */
final class WebexSigned {

    static final String SECRET = "86dacc007724d8ea666f88fc77d918dad9537a15";
    static final String HEADER = "X-Spark-Signature";

    private WebexSigned() {}

    static String hmac(String algorithm, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static WebhookRequest request(byte[] body) {
        return request(body, Map.of(HEADER, List.of(hmac("HmacSHA1", SECRET, body))));
    }

    static WebhookRequest request(String body) {
        return request(body.getBytes(StandardCharsets.UTF_8));
    }

    static WebhookRequest request(byte[] body, Map<String, List<String>> headers) {
        return new WebhookRequest("POST", "", headers, Map.of(), body);
    }
}
