package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A subscription of Workspace Events, as it stands.
 *
 * @param suspension why it is suspended; empty: it is active
 * @param reminded how many reminders went out
 */
record EventSubscription(
        String id,
        String uid,
        Caller owner,
        String target,
        List<String> types,
        String topic,
        Payload payload,
        Instant created,
        Instant updated,
        Instant expires,
        String suspension,
        int reminded) {
    /**
     * What events carry.
     *
     * @param whole the resource, not only its name
     * @param mask paths of it, separated by commas; empty for all
     */
    record Payload(boolean whole, String mask) {
        static Payload all() {
            return new Payload(true, "");
        }
    }

    static final Duration WITHOUT_DATA = Duration.ofDays(7);
    static final Duration WITH_DATA = Duration.ofHours(4);
    static final Duration WITH_DATA_DELEGATED = Duration.ofHours(24);
    static final String ALL_SPACES = "//chat.googleapis.com/spaces/-";
    static final String SPACES = "//chat.googleapis.com/spaces/";
    static final String USERS = "//cloudidentity.googleapis.com/users/";

    EventSubscription {
        types = List.copyOf(types);
    }

    String name() {
        return "subscriptions/" + id;
    }

    String source() {
        return "//workspaceevents.googleapis.com/" + name();
    }

    boolean active() {
        return suspension.isEmpty();
    }

    /** How long it may live from a renewal on. */
    static Duration longest(boolean whole, Caller owner) {
        if (!whole) {
            return WITHOUT_DATA;
        }
        return owner.kind() == Caller.Kind.DELEGATED ? WITH_DATA_DELEGATED : WITH_DATA;
    }

    EventSubscription renewed(Instant now, Instant newExpiry) {
        return new EventSubscription(
                id, uid, owner, target, types, topic, payload, created, now, newExpiry, suspension, 0);
    }

    EventSubscription withTypes(Instant now, List<String> newTypes) {
        return new EventSubscription(
                id, uid, owner, target, newTypes, topic, payload, created, now, expires, suspension, reminded);
    }

    EventSubscription suspended(Instant now, String reason) {
        return new EventSubscription(
                id, uid, owner, target, types, topic, payload, created, now, expires, reason, reminded);
    }

    EventSubscription afterReminder(int count) {
        return new EventSubscription(
                id, uid, owner, target, types, topic, payload, created, updated, expires, suspension, count);
    }

    ObjectNode json(Domain.Identity identity) {
        ObjectNode json = Json.object().put("name", name()).put("uid", uid).put("targetResource", target);
        ArrayNode all = json.putArray("eventTypes");
        types.forEach(all::add);
        ObjectNode options = json.putObject("payloadOptions").put("includeResource", payload.whole());
        if (!payload.mask().isEmpty()) {
            options.put("fieldMask", payload.mask());
        }
        json.putObject("notificationEndpoint").put("pubsubTopic", topic);
        json.put("state", active() ? "ACTIVE" : "SUSPENDED");
        if (!active()) {
            json.put("suspensionReason", suspension);
        }
        if (owner.app()) {
            json.put("serviceAccountAuthority", "projects/" + identity.projectId() + "/serviceAccounts/relay");
        } else {
            json.put("authority", owner.self().name())
                    .put("userAuthority", owner.self().name());
        }
        return json.put("createTime", Json.time(created))
                .put("updateTime", Json.time(updated))
                .put("expireTime", Json.time(expires))
                .put("etag", '"' + Integer.toHexString(updated.hashCode()) + '"');
    }
}
