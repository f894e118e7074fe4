package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What somebody submitted with a card. */
record CardAction(String id, Person person, Message message, ObjectNode inputs, Instant created) {
    ObjectNode json() {
        ObjectNode json = summary();
        json.set("inputs", inputs);
        return json;
    }

    /** What webhooks tell. */
    ObjectNode summary() {
        return Json.object()
                .put("id", id)
                .put("personId", person.id())
                .put("roomId", message.room().id())
                .put("type", "submit")
                .put("messageId", message.id())
                .put("created", Json.time(created));
    }
}
