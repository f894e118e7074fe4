package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes Google's requests and their proofs without sending them: for tests of who must be believed. */
public final class GchatRequests {
    /**
     * A request of Google to the app. The body is not copied.
     *
     * @param headers with {@code Authorization} and {@code Content-Type}
     */
    public record Made(Map<String, String> headers, byte[] body) {
        public Made {
            headers = Map.copyOf(headers);
        }
    }

    private static final String SUBSCRIPTION = "projects/footbridge-emulator/subscriptions/chat-events-push";

    private final Domain domain;
    private final GchatPeople people;
    private final Pubsub pubsub;
    private final EventSubscriptions subscriptions;
    private final Interactions interactions;
    private final GoogleTokens tokens;
    private final String pushAccount;

    GchatRequests(
            Domain domain,
            GchatPeople people,
            Pubsub pubsub,
            EventSubscriptions subscriptions,
            Interactions interactions,
            GoogleTokens tokens,
            String pushAccount) {
        this.domain = domain;
        this.people = people;
        this.pubsub = pubsub;
        this.subscriptions = subscriptions;
        this.interactions = interactions;
        this.tokens = tokens;
        this.pushAccount = pushAccount;
    }

    /** The push that tells of messages of one space as they are now; of several in one batch event. */
    public Made push(String audience, String space, List<String> messageIds) {
        synchronized (domain) {
            ChatSpace room = people.space(space);
            List<Change> changes = new ArrayList<>();
            for (String id : messageIds) {
                ChatMessage message = GchatPeople.message(room, id);
                changes.add(Change.message(
                        Change.Kind.MESSAGE_CREATED,
                        message,
                        message.sender(),
                        message.origin().created()));
            }
            String eventId = String.join("-", messageIds).replaceAll("[^A-Za-z0-9-]", "");
            return push(
                    audience,
                    subscriptions.message(subscription(room), eventId, changes).push(SUBSCRIPTION));
        }
    }

    /** A push with any attributes and data. */
    public Made push(String audience, Map<String, String> attributes, byte[] data) {
        PubsubMessage message = pubsub.message(attributes, data, attributes.getOrDefault("ce-source", ""));
        return push(audience, message.push(SUBSCRIPTION));
    }

    private Made push(String audience, ObjectNode body) {
        return push(audience, Json.bytes(body));
    }

    /** A genuine push with any body. */
    public Made push(String audience, byte[] body) {
        return made(tokens.idToken(audience, pushAccount), body);
    }

    private EventSubscription subscription(ChatSpace space) {
        String target = EventSubscription.SPACES + space.id();
        Optional<EventSubscription> live = subscriptions.all().stream()
                .filter(one -> one.target().equals(target) || one.target().equals(EventSubscription.ALL_SPACES))
                .findFirst();
        Instant now = domain.clock();
        Caller nobody = new Caller(Caller.Kind.APP, domain.app(), Set.of());
        return live.orElseGet(() -> new EventSubscription(
                "chat-spaces-none",
                "none",
                nobody,
                target,
                List.of(),
                "",
                EventSubscription.Payload.all(),
                now,
                now,
                now,
                "",
                0));
    }

    /** The call that tells the app of a message, as if it were addressed to the app. */
    public Made interaction(
            URI endpoint,
            GchatEmulator.Format format,
            GchatEmulator.Audience audience,
            String space,
            String messageId) {
        synchronized (domain) {
            ChatMessage message = GchatPeople.message(people.space(space), messageId);
            Change change = Change.message(
                    Change.Kind.MESSAGE_CREATED,
                    message,
                    message.sender(),
                    message.origin().created());
            return interaction(endpoint, format, audience, Json.bytes(interactions.body(format, change)));
        }
    }

    /** A genuine call with any body. */
    public Made interaction(URI endpoint, GchatEmulator.Format format, GchatEmulator.Audience audience, byte[] body) {
        return made(interactions.proof(new Interactions.Connection(endpoint, format, audience)), body);
    }

    private static Made made(String token, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + token);
        headers.put("Content-Type", "application/json; charset=utf-8");
        return new Made(headers, body);
    }

    /** A token of Google's accounts service, genuine whatever it says. */
    public String idToken(String audience, String email, Instant issued) {
        return tokens.idToken(audience, email, issued);
    }

    /** A token of Chat itself for this project's number. */
    public String projectToken(Instant issued) {
        return tokens.projectToken(issued);
    }

    /** The data of a push as JSON, for tests that change some of it. */
    public static JsonNode data(Made push) {
        JsonNode body = Json.parse(push.body()).orElseGet(Json::object);
        String data = Json.text(body.path("message"), "data");
        return Json.parse(java.util.Base64.getDecoder().decode(data)).orElseGet(Json::object);
    }
}
