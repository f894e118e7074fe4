package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.InboundRefusedException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pub/Sub pull: events in the answers to calls of our own. What was fetched is borrowed; it is
 * acknowledged once the sink took it, and given back when it did not. Pub/Sub answers when there is something, or after a
 * while with nothing. See <a href="https://cloud.google.com/pubsub/docs/pull">Pull subscriptions</a>.
 */
final class GchatPull implements StreamIngress {

    private static final int BATCH = 100;

    private final GchatApi api;
    private final GchatIdentity identity;
    private final GchatEvents events;
    private final GchatInteractions interactions;
    private final GchatCatchUp catchUp;
    private final String queue;

    GchatPull(
            GchatApi api,
            GchatIdentity identity,
            GchatEvents events,
            GchatInteractions interactions,
            GchatCatchUp catchUp,
            String queue) {
        this.api = api;
        this.identity = identity;
        this.events = events;
        this.interactions = interactions;
        this.catchUp = catchUp;
        this.queue = queue;
    }

    @Override
    public void run(InboundSink sink) throws ConnectorException, InterruptedException {
        identity.introduce();
        while (true) {
            catchUp.run(sink);
            JsonNode answer = pull();
            List<InboundEvent> found = new ArrayList<>();
            List<String> taken = new ArrayList<>();
            for (JsonNode received : answer.path("receivedMessages")) {
                GchatParsed parsed = parsed(received.path("message"));
                if (parsed.events().isEmpty()) {
                    sink.ignored(parsed.ignored());
                }
                found.addAll(parsed.events());
                Json.nonBlank(received, "ackId").ifPresent(taken::add);
            }
            if (!taken.isEmpty()) {
                hand(found, taken, sink);
            }
        }
    }

    private JsonNode pull() throws ConnectorException, InterruptedException {
        try {
            return api.call(
                    GchatCall.PULL,
                    Map.of("queue", queue),
                    Map.of(),
                    Json.object().put("maxMessages", BATCH));
        } catch (ConnectorException e) {
            // Waiting for something to come looks like a dead server now and then.
            if (e.kind() == Kind.UNAVAILABLE
                    && (e.code().equals("DEADLINE_EXCEEDED") || e.code().equals("timed_out"))) {
                return Json.object();
            }
            throw e;
        }
    }

    /** Interaction events come the same way when the app is configured so; then the data are the whole event. */
    private GchatParsed parsed(JsonNode message) {
        if (message.path("attributes").has("ce-type")) {
            return events.parse(message);
        }
        Optional<JsonNode> data = data(message);
        return data.isPresent() && GchatInteractions.isOne(data.get())
                ? interactions.parse(data.get())
                : GchatParsed.ignored("not_an_event");
    }

    private static Optional<JsonNode> data(JsonNode message) {
        try {
            return Optional.of(Json.pushed()
                    .parse(Base64.getDecoder().decode(Json.text(message, "data").orElse(""))));
        } catch (IllegalArgumentException | MalformedJsonException e) {
            // Either says no more than that.
            return Optional.empty();
        }
    }

    /** All that came together is stored together, and acknowledged after that. */
    private void hand(List<InboundEvent> found, List<String> taken, InboundSink sink)
            throws ConnectorException, InterruptedException {
        try {
            if (!found.isEmpty()) {
                sink.accept(found);
            }
            api.call(GchatCall.ACKNOWLEDGE, Map.of("queue", queue), Map.of(), acknowledged(taken));
        } catch (InboundRefusedException e) {
            ObjectNode back = acknowledged(taken);
            // At once again, which is what a refusal asks for; the host paces itself by refusing.
            back.put("ackDeadlineSeconds", 0);
            api.call(GchatCall.GIVE_BACK, Map.of("queue", queue), Map.of(), back);
        }
    }

    private static ObjectNode acknowledged(List<String> taken) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("ackIds");
        taken.forEach(list::add);
        return body;
    }
}
