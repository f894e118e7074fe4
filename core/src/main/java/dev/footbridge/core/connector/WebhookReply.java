package dev.footbridge.core.connector;

import java.util.Map;

/** What to answer a platform. */
public record WebhookReply(int status, String contentType, String body, Map<String, String> headers) {

    public WebhookReply {
        headers = Map.copyOf(headers);
    }

    /** A status without body. */
    public static WebhookReply status(int status) {
        return new WebhookReply(status, "text/plain; charset=utf-8", "", Map.of());
    }

    /** Plain text. */
    public static WebhookReply text(int status, String body) {
        return new WebhookReply(status, "text/plain; charset=utf-8", body, Map.of());
    }

    /** JSON. */
    public static WebhookReply json(int status, String body) {
        return new WebhookReply(status, "application/json; charset=utf-8", body, Map.of());
    }
}
