package dev.footbridge.webex.emulator;

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
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How Webex delivers: signed where the webhook has a secret, never repeated, failures counted. The sender asks for headers before an
 * attempt and for repetitions after a failed one, on the thread of that attempt: so a failure finds its webhook.
 */
final class WebexWebhookPolicy implements WebhookPolicy {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WebhookBook book;
    private final Clock clock;
    private final ThreadLocal<Optional<Webhook>> underWay = ThreadLocal.withInitial(Optional::empty);

    WebexWebhookPolicy(WebhookBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
    }

    /** The lane of a delivery: one webhook and one room. */
    static String lane(Webhook webhook, String roomId) {
        return webhook.id() + " " + roomId;
    }

    @Override
    public List<Duration> retryDelays() {
        underWay.get().ifPresent(webhook -> webhook.failed(clock.instant()));
        return List.of();
    }

    @Override
    public Duration timeout(int attempt) {
        return TIMEOUT;
    }

    @Override
    public Map<String, String> headers(WebhookDelivery delivery, int attempt, Failure previous) {
        Optional<Webhook> webhook = book.find(
                delivery.lane().substring(0, Math.max(0, delivery.lane().indexOf(' '))));
        underWay.set(webhook);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("User-Agent", "WebexWebhooks");
        webhook.flatMap(Webhook::secret)
                .ifPresent(secret -> headers.put("X-Spark-Signature", signature(secret, delivery.body())));
        return headers;
    }

    private static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
