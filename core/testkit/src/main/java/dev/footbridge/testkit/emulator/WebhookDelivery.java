package dev.footbridge.testkit.emulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One event on its way to a subscriber.
 *
 * @param lane deliveries of one lane are first sent one after the other; empty text: no order wanted
 * @param label names the sort of event, for fault patterns and the log; carries no content
 * @param contentType of the body
 */
public record WebhookDelivery(URI target, String lane, String label, String contentType, byte[] body) {
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
