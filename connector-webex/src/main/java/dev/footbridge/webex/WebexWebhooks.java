package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.connector.WebhookReply;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes webhooks. See <a href="https://developer.webex.com/docs/api/guides/webhooks">Webhooks</a>. */
final class WebexWebhooks implements WebhookIngress {

    private final WebexSignature signature;
    private final WebexEvents events;
    private final WebexGaps gaps;
    private final Clock clock;

    WebexWebhooks(WebexSignature signature, WebexEvents events, WebexGaps gaps, Clock clock) {
        this.signature = signature;
        this.events = events;
        this.gaps = gaps;
        this.clock = clock;
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
            // Proved, so it is Webex's own; sent again it would be no better, and a failure counts towards the end of
            // the
            // webhook.
            sink.ignored("malformed");
            return WebhookReply.status(200);
        }
        WebexParsed parsed = events.parse(envelope.get());
        if (parsed.events().isEmpty()) {
            sink.ignored(parsed.ignored());
        }
        return hand(parsed.events(), sink);
    }

    private static Optional<JsonNode> parse(byte[] body) {
        try {
            return Optional.of(Json.pushed().parse(body)).filter(JsonNode::isObject);
        } catch (MalformedJsonException e) {
            // Says no more than that.
            return Optional.empty();
        }
    }

    /** What arrives proves that events come again: the moment to tell which may be missing. */
    private WebhookReply hand(List<InboundEvent> parsed, InboundSink sink) {
        List<InboundEvent> told = gaps.take();
        List<InboundEvent> all = new ArrayList<>(told);
        all.addAll(parsed);
        if (all.isEmpty()) {
            return WebhookReply.status(200);
        }
        try {
            sink.accept(all);
            return WebhookReply.status(200);
        } catch (InboundRefusedException e) {
            // Webex promises no repetition, so what was refused is a gap from now on.
            gaps.giveBack(told);
            gaps.add(parsed.stream().map(InboundEvent::channel).toList(), Optional.empty(), clock.instant());
            return WebhookReply.status(503);
        }
    }
}
