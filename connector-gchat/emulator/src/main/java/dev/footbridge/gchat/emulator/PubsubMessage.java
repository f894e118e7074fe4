package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** A published message. */
record PubsubMessage(String id, Instant published, Map<String, String> attributes, byte[] data, String orderingKey) {
    ObjectNode json() {
        ObjectNode json = Json.object();
        if (data.length > 0) {
            json.put("data", Base64.getEncoder().encodeToString(data));
        }
        if (!attributes.isEmpty()) {
            ObjectNode all = json.putObject("attributes");
            attributes.forEach(all::put);
        }
        json.put("messageId", id).put("publishTime", Json.time(published));
        if (!orderingKey.isEmpty()) {
            json.put("orderingKey", orderingKey);
        }
        return json;
    }

    /** The body of a push: two names have two spellings there. */
    ObjectNode push(String subscription) {
        ObjectNode message = json();
        message.put("message_id", id).put("publish_time", Json.time(published));
        ObjectNode body = Json.object();
        body.set("message", message);
        return body.put("subscription", subscription);
    }
}
