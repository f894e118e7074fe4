package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the keys for duplicates; the platform has none of its own. Holds ids and versions only, never content. */
final class TeamsEventIds {

    private final Clock clock;
    private final AtomicLong counter = new AtomicLong();

    TeamsEventIds(Clock clock) {
        this.clock = clock;
    }

    /**
     * The same for every delivery of a change. A hint of an update without version cannot be told from the next one: it
     * gets a key of its own, because reading a message twice does no harm and missing an edit does.
     */
    String of(String subscription, String changeType, MessageId message, String version) {
        String mark = version.isEmpty() && changeType.equals("updated")
                ? "at " + clock.millis() + " " + counter.incrementAndGet()
                : version;
        return hash(subscription, changeType, message.channel().value(), message.value(), mark);
    }

    String ofLifecycle(JsonNode item, String event) {
        return hash(
                Json.text(item, "subscriptionId").orElse(""),
                event,
                Json.text(item, "subscriptionExpirationDateTime").orElse(""));
    }

    private static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
