package dev.footbridge.slack.emulator;

import dev.footbridge.testkit.emulator.WebhookDelivery;
import dev.footbridge.testkit.emulator.WebhookPolicy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slack's signature (v0, HMAC-SHA256 over the time and the raw body) and its repetitions: three seconds to answer, then again
 * at once, after a minute and after five. See <a href="https://docs.slack.dev/apis/events-api/">Events API</a>.
 */
final class SlackWebhooks implements WebhookPolicy {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final List<Duration> RETRIES = List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5));
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;

    SlackWebhooks(String signingSecret, Clock clock) {
        this.key = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    @Override
    public List<Duration> retryDelays() {
        return RETRIES;
    }

    @Override
    public Duration timeout(int attempt) {
        return TIMEOUT;
    }

    @Override
    public Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous) {
        String timestamp = Long.toString(clock.millis() / 1000);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)");
        headers.put("X-Slack-Request-Timestamp", timestamp);
        headers.put("X-Slack-Signature", signature(timestamp, delivery.body()));
        if (attempt > 0) {
            headers.put("X-Slack-Retry-Num", Integer.toString(attempt));
            headers.put("X-Slack-Retry-Reason", reason(previous));
        }
        return headers;
    }

    @Override
    public boolean stopped(int status, Map<String, String> headers) {
        return "1".equals(headers.get("x-slack-no-retry"));
    }

    String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
            return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static String reason(Failure failure) {
        return switch (failure) {
            case TIMEOUT -> "http_timeout";
            case CONNECTION -> "connection_failed";
            case TLS -> "ssl_error";
            case HTTP_ERROR -> "http_error";
            case NONE -> "unknown_error";
        };
    }
}
