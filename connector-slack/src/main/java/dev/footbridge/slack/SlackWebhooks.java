package dev.footbridge.slack;

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
import java.util.Map;
import java.util.Optional;

/** The Events API over HTTP. See <a href="https://docs.slack.dev/apis/events-api">Events API</a>. */
final class SlackWebhooks implements WebhookIngress {

    private static final int MAX_CHALLENGE = 1_024;

    private final SlackSignature signature;
    private final SlackEvents events;

    SlackWebhooks(SlackSignature signature, SlackEvents events) {
        this.signature = signature;
        this.events = events;
    }

    @Override
    public WebhookReply receive(WebhookRequest request, InboundSink sink) {
        Optional<String> problem = signature.problem(request);
        if (problem.isPresent()) {
            sink.rejected(problem.get());
            return WebhookReply.status(401);
        }
        Optional<JsonNode> envelope = parse(request.body());
        if (envelope.isEmpty()) {
            sink.rejected("malformed");
            // Once more it would be no better.
            return new WebhookReply(400, "text/plain; charset=utf-8", "", Map.of("X-Slack-No-Retry", "1"));
        }
        if (Json.text(envelope.get(), "type").filter("url_verification"::equals).isPresent()) {
            return challenge(envelope.get(), sink);
        }
        SlackParsed parsed = events.parse(envelope.get(), () -> digest(request.body()));
        return hand(parsed, sink);
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.of(Json.pushed().parse(body)).filter(JsonNode::isObject);
        } catch (MalformedJsonException e) {
            // Says no more than that.
            return Optional.empty();
        }
    }

    private static WebhookReply challenge(JsonNode envelope, InboundSink sink) {
        Optional<String> challenge =
                Json.text(envelope, "challenge").filter(value -> !value.isEmpty() && value.length() <= MAX_CHALLENGE);
        if (challenge.isEmpty()) {
            sink.rejected("malformed");
            return WebhookReply.status(400);
        }
        return WebhookReply.text(200, challenge.get());
    }

    private static WebhookReply hand(SlackParsed parsed, InboundSink sink) {
        if (parsed.events().isEmpty()) {
            sink.ignored(parsed.ignored());
            return WebhookReply.status(200);
        }
        try {
            sink.accept(parsed.events());
            return WebhookReply.status(200);
        } catch (InboundRefusedException e) {
            // The host knows why; Slack will send it again.
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
