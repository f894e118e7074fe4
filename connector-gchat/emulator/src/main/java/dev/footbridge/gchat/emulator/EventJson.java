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
    ObjectNode payload(List<Change> together, View view, boolean whole) {
        if (together.size() == 1) {
            return single(together.get(0), view, whole);
        }
        ObjectNode json = Json.object();
        ArrayNode all = json.putArray(together.get(0).kind().resource() + "s");
        together.forEach(change -> all.add(single(change, view, whole)));
        return json;
    }

    private ObjectNode single(Change change, View view, boolean whole) {
        ObjectNode resource = resource(change, view);
        ObjectNode json = Json.object();
        json.set(change.kind().resource(), whole ? resource : Json.object().put("name", Json.text(resource, "name")));
        return json;
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
