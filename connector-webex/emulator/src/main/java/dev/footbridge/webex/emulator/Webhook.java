package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** A registered webhook and its failures. Guarded by its own monitor: deliveries end on other threads. */
final class Webhook {
    /** Failures within {@link #WINDOW} that switch a webhook off. */
    static final int MAX_FAILURES = 100;

    static final Duration WINDOW = Duration.ofMinutes(5);

    /** The resources of a firehose. */
    private static final java.util.Set<String> FIREHOSE = java.util.Set.of("messages", "memberships", "rooms");

    private static final java.util.Set<String> FIREHOSE_EVENTS = java.util.Set.of("created", "updated", "deleted");

    /**
     * What does not change.
     *
     * @param filter name and value of each condition
     * @param filterText as it was given, or empty
     * @param organizationWide whether a compliance officer made it for all rooms
     */
    record Subject(
            String resource, String event, Map<String, String> filter, String filterText, boolean organizationWide) {}

    private final String id;
    private final Subject subject;
    private final Person owner;
    private final String appId;
    private final Instant created;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private String name;
    private URI target;
    private Optional<String> secret;
    private boolean active = true;
    private Instant probationEnds = Instant.MIN;

    Webhook(
            String id,
            Subject subject,
            Person owner,
            String appId,
            Instant created,
            String name,
            URI target,
            Optional<String> secret) {
        this.id = id;
        this.subject = subject;
        this.owner = owner;
        this.appId = appId;
        this.created = created;
        this.name = name;
        this.target = target;
        this.secret = secret;
    }

    String id() {
        return id;
    }

    Subject subject() {
        return subject;
    }

    Person owner() {
        return owner;
    }

    String appId() {
        return appId;
    }

    synchronized URI target() {
        return target;
    }

    synchronized Optional<String> secret() {
        return secret;
    }

    synchronized boolean active() {
        return active;
    }

    boolean wants(String resource, String event) {
        boolean ofResource = subject.resource().equals("all")
                ? FIREHOSE.contains(resource)
                : subject.resource().equals(resource);
        boolean ofEvent = subject.event().equals("all")
                ? FIREHOSE_EVENTS.contains(event)
                : subject.event().equals(event);
        return ofResource && ofEvent;
    }

    synchronized void change(String newName, URI newTarget, Optional<String> newSecret) {
        name = newName;
        target = newTarget;
        newSecret.ifPresent(value -> secret = Optional.of(value));
    }

    /** Switches it on again. For five minutes from now one failure is enough to switch it off. */
    synchronized void reactivate(Instant now) {
        if (!active) {
            active = true;
            failures.clear();
            probationEnds = now.plus(WINDOW);
        }
    }

    synchronized void failed(Instant now) {
        failures.addLast(now);
        while (failures.getFirst().isBefore(now.minus(WINDOW))) {
            failures.removeFirst();
        }
        if (failures.size() >= MAX_FAILURES || now.isBefore(probationEnds)) {
            active = false;
        }
    }

    /** As the API shows it. */
    synchronized ObjectNode json() {
        ObjectNode json = envelope();
        secret.ifPresent(value -> json.put("secret", value));
        return json;
    }

    /** What each notification repeats: everything but the secret. */
    synchronized ObjectNode envelope() {
        ObjectNode json = head(subject.resource(), subject.event());
        return tail(json);
    }

    /** The envelope of one event; a firehose names what really happened. */
    synchronized ObjectNode envelope(String resource, String event) {
        return tail(head(resource, event));
    }

    private ObjectNode head(String resource, String event) {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("name", name)
                .put("targetUrl", target.toString())
                .put("resource", resource)
                .put("event", event);
        if (!subject.filterText().isEmpty()) {
            json.put("filter", subject.filterText());
        }
        return json;
    }

    private ObjectNode tail(ObjectNode json) {
        return json.put("orgId", owner.orgId())
                .put("createdBy", owner.id())
                .put("appId", appId)
                .put("ownedBy", subject.organizationWide() ? "org" : "creator")
                .put("status", active ? "active" : "inactive")
                .put("created", Json.time(created));
    }
}
