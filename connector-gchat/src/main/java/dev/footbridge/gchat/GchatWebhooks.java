package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Interaction events of Google Chat, and Pub/Sub push requests, at one address. Who sent it decides what it may be: the
 * token of one is no token for the other.
 */
final class GchatWebhooks implements WebhookIngress {

    /** Nothing is said in answer; Google Chat wants a JSON object all the same. */
    private static final WebhookReply TAKEN = WebhookReply.json(200, "{}");

    private final GchatBearer bearer;
    private final GchatEvents events;
    private final GchatInteractions interactions;

    GchatWebhooks(GchatBearer bearer, GchatEvents events, GchatInteractions interactions) {
        this.bearer = bearer;
        this.events = events;
        this.interactions = interactions;
    }

    @Override
    public WebhookReply receive(WebhookRequest request, InboundSink sink) {
        Optional<GchatBearer.Sender> sender = bearer.sender(request);
        if (sender.isEmpty()) {
            sink.rejected(request.headers().containsKey("authorization") ? "bad_token" : "no_token");
            return WebhookReply.status(401);
        }
        Optional<JsonNode> body = parse(request.body());
        if (body.isEmpty()) {
            sink.rejected("malformed");
            // Once more it would be no better: a 4xx would make Pub/Sub send it for days.
            return TAKEN;
        }
        return hand(parsed(sender.get(), body.get()), sink);
    }

    private GchatParsed parsed(GchatBearer.Sender sender, JsonNode body) {
        if (sender == GchatBearer.Sender.PUBSUB) {
            JsonNode message = body.path("message");
            return message.isObject() ? events.parse(message) : GchatParsed.ignored("not_an_event");
        }
        return GchatInteractions.isOne(body) ? interactions.parse(body) : GchatParsed.ignored("not_an_event");
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.of(Json.pushed().parse(body)).filter(JsonNode::isObject);
        } catch (MalformedJsonException e) {
            // Says no more than that.
            return Optional.empty();
        }
    }

    private static WebhookReply hand(GchatParsed parsed, InboundSink sink) {
        if (parsed.events().isEmpty()) {
            sink.ignored(parsed.ignored());
            return TAKEN;
        }
        try {
            sink.accept(parsed.events());
            return TAKEN;
        } catch (InboundRefusedException e) {
            // The host knows why; Google will send it again.
            return WebhookReply.status(503);
        }
    }

    /** Stands in for an event id; the same body is the same event. */
    static String digest(byte[] body) {
        try {
            return "body:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
