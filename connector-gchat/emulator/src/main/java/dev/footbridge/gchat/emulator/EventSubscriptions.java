package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The live subscriptions: publishes events to their topics, reminds, expires. Guarded by the domain's lock. */
final class EventSubscriptions implements Changes.Listener {
    private static final List<Duration> REMINDERS = List.of(Duration.ofHours(12), Duration.ofHours(1));
    private static final String LIFECYCLE = "google.workspace.events.subscription.v1.";

    private final Domain domain;
    private final Pubsub pubsub;
    private final EventJson json;
    private final Map<String, EventSubscription> all = new LinkedHashMap<>();
    private boolean namesInEvents;

    EventSubscriptions(Domain domain, Pubsub pubsub, EventJson json) {
        this.domain = domain;
        this.pubsub = pubsub;
        this.json = json;
    }

    /** Whether payloads tell the names of members, too. Defaults to ids and types, as the vendor's examples. */
    void namesInEvents(boolean on) {
        namesInEvents = on;
    }

    List<EventSubscription> all() {
        advance();
        return List.copyOf(all.values());
    }

    Optional<EventSubscription> find(String id) {
        advance();
        return Optional.ofNullable(all.get(id));
    }

    void put(EventSubscription subscription) {
        all.put(subscription.id(), subscription);
    }

    void remove(String id) {
        all.remove(id);
    }

    /** Why nothing can be published to a topic; empty: it can. */
    Optional<String> obstacle(String topic) {
        Optional<Set<String>> publishers = pubsub.publishers(topic);
        if (publishers.isEmpty()) {
            return Optional.of("ENDPOINT_NOT_FOUND");
        }
        return publishers.get().contains(Pubsub.CHAT_PUBLISHER)
                ? Optional.empty()
                : Optional.of("ENDPOINT_PERMISSION_DENIED");
    }

    /** Suspends a subscription and says so. */
    void suspend(EventSubscription subscription, String reason) {
        EventSubscription suspended = subscription.suspended(domain.now(), reason);
        all.put(suspended.id(), suspended);
        lifecycle(suspended, "suspended", Json.object().put("suspension_reason", reason));
    }

    /** Ends a subscription and says so. */
    void expire(EventSubscription subscription) {
        all.remove(subscription.id());
        lifecycle(subscription, "expired", expireTime(subscription));
    }

    /** Does what the clock asks for: reminders, and the end of leases. */
    void advance() {
        Instant now = domain.clock();
        for (EventSubscription subscription : new ArrayList<>(all.values())) {
            if (!subscription.expires().isAfter(now)) {
                expire(subscription);
            } else {
                remind(subscription, now);
            }
        }
    }

    /** A reminder is due only if the lease began before it. */
    private void remind(EventSubscription subscription, Instant now) {
        int due = 0;
        boolean news = false;
        for (Duration before : REMINDERS) {
            due++;
            Instant at = subscription.expires().minus(before);
            if (due > subscription.reminded() && !at.isAfter(now)) {
                news = news || at.isAfter(subscription.updated());
                subscription = subscription.afterReminder(due);
                all.put(subscription.id(), subscription);
            }
        }
        if (news) {
            lifecycle(subscription, "expirationReminder", expireTime(subscription));
        }
    }

    private static ObjectNode expireTime(EventSubscription subscription) {
        return Json.object().put("expire_time", Json.time(subscription.expires()));
    }

    private void lifecycle(EventSubscription subscription, String verb, ObjectNode facts) {
        ObjectNode data = Json.object();
        ObjectNode body = data.putObject("subscription").put("name", subscription.name());
        body.setAll(facts);
        String id = UUID.nameUUIDFromBytes(
                        (subscription.id() + verb + domain.now()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        Map<String, String> attributes =
                attributes(subscription, LIFECYCLE + verb, id, subscription.source(), domain.clock());
        send(subscription, attributes, data);
    }

    @Override
    public void changed(String eventId, List<Change> together) {
        advance();
        for (EventSubscription subscription : new ArrayList<>(all.values())) {
            if (subscription.active() && wants(subscription, together.get(0))) {
                Optional<String> obstacle = obstacle(subscription.topic());
                if (obstacle.isPresent()) {
                    suspend(subscription, obstacle.get());
                } else {
                    PubsubMessage message = message(subscription, eventId, together);
                    pubsub.publish(subscription.topic(), message);
                }
            }
        }
    }

    private static boolean wants(EventSubscription subscription, Change change) {
        ChatUser owner = subscription.owner().self();
        boolean hidden = change.message().stream()
                .anyMatch(message -> message.origin().viewer().isPresent());
        if (hidden || !subscription.types().contains(change.kind().type())) {
            return false;
        }
        String target = subscription.target();
        boolean owners =
                change.member().stream().anyMatch(member -> member.user().equals(owner));
        if (target.startsWith(EventSubscription.USERS)) {
            return owners;
        }
        boolean here = target.equals(EventSubscription.ALL_SPACES)
                || target.equals(EventSubscription.SPACES + change.space().id());
        return here && (owners || change.space().has(owner));
    }

    /** The message that tells a subscription of changes. */
    PubsubMessage message(EventSubscription subscription, String eventId, List<Change> together) {
        Change last = together.get(together.size() - 1);
        View view = new View(namesInEvents ? View.Audience.USER : View.Audience.EVENT, false);
        String type =
                together.size() > 1 ? last.kind().batchType() : last.kind().type();
        String name = last.space().name() + "/spaceEvents/" + eventId;
        Map<String, String> attributes = attributes(
                subscription,
                type,
                name,
                "//chat.googleapis.com/" + last.space().name(),
                last.at());
        return pubsub.message(
                attributes, Json.bytes(json.payload(together, view, subscription.payload())), subscription.source());
    }

    private static Map<String, String> attributes(
            EventSubscription subscription, String type, String id, String subject, Instant at) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ce-datacontenttype", "application/json");
        attributes.put("ce-id", id);
        attributes.put("ce-source", subscription.source());
        attributes.put("ce-specversion", "1.0");
        attributes.put("ce-subject", subject);
        attributes.put("ce-time", Json.time(at));
        attributes.put("ce-type", type);
        return attributes;
    }

    private void send(EventSubscription subscription, Map<String, String> attributes, ObjectNode data) {
        if (obstacle(subscription.topic()).isEmpty()) {
            pubsub.publish(subscription.topic(), pubsub.message(attributes, Json.bytes(data), subscription.source()));
        }
    }
}
