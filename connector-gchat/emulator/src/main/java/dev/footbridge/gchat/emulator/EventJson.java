package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The payload of an event: the resource as it is now, or only its name. */
final class EventJson {
    private final Domain domain;
    private final MessageJson messages;

    EventJson(Domain domain, MessageJson messages) {
        this.domain = domain;
        this.messages = messages;
    }

    /** {@code {"message": {…}}}, or {@code {"messages": [{"message": {…}}, …]}} for several. */
    ObjectNode payload(List<Change> together, View view, EventSubscription.Payload wanted) {
        if (together.size() == 1) {
            return single(together.get(0), view, wanted);
        }
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray(together.get(0).kind().resource() + "s");
        together.forEach(change -> all.add(single(change, view, wanted)));
        return json;
    }

    private ObjectNode single(Change change, View view, EventSubscription.Payload wanted) {
        ObjectNode resource = resource(change, view);
        ObjectNode name = Json.object().put("name", Json.text(resource, "name"));
        String kind = change.kind().resource();
        ObjectNode json = Json.object();
        if (!wanted.whole()) {
            json.set(kind, name);
        } else {
            json.set(kind, wanted.mask().isEmpty() ? resource : masked(resource, kind, wanted.mask(), name));
        }
        return json;
    }

    /** Only what the mask names; unknown paths are ignored, and deeper ones keep their first member whole. */
    private static ObjectNode masked(ObjectNode resource, String kind, String mask, ObjectNode kept) {
        for (String path : mask.split(",")) {
            String[] parts = path.strip().split("\\.");
            String member = parts.length > 1 && parts[0].equals(kind) ? camelCase(parts[1]) : "";
            if (resource.has(member)) {
                kept.set(member, resource.get(member));
            }
        }
        return kept;
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_")) {
            camel.append(
                    camel.isEmpty() || word.isEmpty()
                            ? word
                            : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    private ObjectNode resource(Change change, View view) {
        return switch (change.kind()) {
            case MESSAGE_CREATED, MESSAGE_UPDATED, MESSAGE_DELETED ->
                messages.of(change.message().orElseThrow(), view);
            case REACTION_CREATED, REACTION_DELETED ->
                messages.reaction(
                        change.message().orElseThrow(), change.reaction().orElseThrow(), view.audience());
            case MEMBERSHIP_CREATED, MEMBERSHIP_UPDATED -> member(change, view);
            case MEMBERSHIP_DELETED ->
                Json.object()
                        .put("name", Json.text(member(change, view), "name"))
                        .put("state", "NOT_A_MEMBER");
            case SPACE_UPDATED -> SpaceJson.of(change.space());
        };
    }

    private ObjectNode member(Change change, View view) {
        return SpaceJson.member(change.space(), change.member().orElseThrow(), view.audience(), domain);
    }
}
