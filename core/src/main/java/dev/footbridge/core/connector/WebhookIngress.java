package dev.footbridge.core.connector;

/** Receives a platform's webhooks. */
public interface WebhookIngress {

    /**
     * Verifies the raw bytes, parses, hands over, and only then answers. Makes no calls out. What is not proved is
     * answered 401 and never reaches the sink; a sink that refuses is answered 503 so that the platform tries again.
     * Called concurrently; the same request may come several times.
     */
    WebhookReply receive(WebhookRequest request, InboundSink sink);
}
