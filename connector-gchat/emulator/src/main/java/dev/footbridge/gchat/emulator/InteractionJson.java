package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Interaction events in both of the vendor's formats. */
final class InteractionJson {
    private static final View VIEW = new View(View.Audience.INTERACTION, false);

    private final Domain domain;
    private final MessageJson messages;

    InteractionJson(Domain domain, MessageJson messages) {
        this.domain = domain;
        this.messages = messages;
    }

    /** The format of Chat itself. */
    ObjectNode classic(String type, ChatUser by, ChatSpace space, Optional<ChatMessage> message, Instant at) {
        ObjectNode json = Json.object().put("type", type).put("eventTime", Json.time(at));
        json.set("user", UserJson.of(by, space, View.Audience.INTERACTION, domain));
        json.set("space", SpaceJson.of(space));
        if (!type.equals("REMOVED_FROM_SPACE")) {
            json.put(
                    "configCompleteRedirectUrl",
                    "https://chat.google.com/api/bot_config_complete?token="
                            + domain.ids().letters(16));
        }
        message.ifPresent(one -> {
            ObjectNode body = messages.of(one, VIEW);
            json.set("message", recorded(body));
            json.set("thread", body.path("thread").deepCopy());
        });
        return json;
    }

    /** What recorded bodies have and the contract has not: unknown members, and integers written with a point. */
    private static ObjectNode recorded(ObjectNode message) {
        message.putObject("retentionSettings").put("state", "PERMANENT");
        message.put("messageHistoryState", "HISTORY_ON");
        for (JsonNode annotation : message.path("annotations")) {
            if (annotation instanceof ObjectNode object) {
                object.put("startIndex", object.path("startIndex").asDouble());
                object.put("length", object.path("length").asDouble());
            }
        }
        return message;
    }

    ObjectNode click(ChatUser by, ChatMessage message, String function, Map<String, String> parameters, Instant at) {
        ObjectNode json = classic("CARD_CLICKED", by, message.space(), Optional.of(message), at);
        ObjectNode action = json.putObject("action").put("actionMethodName", function);
        ArrayNode list = action.putArray("parameters");
        ObjectNode common = json.putObject("common")
                .put("userLocale", "en")
                .put("hostApp", "CHAT")
                .put("platform", "WEB")
                .put("invokedFunction", function);
        ObjectNode map = common.putObject("parameters");
        parameters.forEach((key, value) -> {
            list.addObject().put("key", key).put("value", value);
            map.put(key, value);
        });
        return json;
    }

    /** The format of Workspace add-ons, made of the same facts. */
    ObjectNode addOn(String type, ObjectNode classic, String systemToken) {
        ObjectNode json = Json.object();
        ObjectNode common = classic.path("common") instanceof ObjectNode given
                ? given.deepCopy()
                : Json.object().put("userLocale", "en").put("hostApp", "CHAT").put("platform", "WEB");
        common.putObject("timeZone").put("id", "Europe/Berlin").put("offset", 3_600_000.0);
        json.set("commonEventObject", common);
        json.putObject("authorizationEventObject").put("systemIdToken", systemToken);
        ObjectNode chat = json.putObject("chat");
        chat.set("user", classic.path("user"));
        chat.put("eventTime", Json.text(classic, "eventTime"));
        ObjectNode payload = chat.putObject(member(type));
        payload.set("space", classic.path("space"));
        if (classic.has("message")) {
            payload.set("message", classic.path("message"));
        }
        if (classic.has("configCompleteRedirectUrl")) {
            payload.put("configCompleteRedirectUri", Json.text(classic, "configCompleteRedirectUrl"));
        }
        return json;
    }

    private static String member(String type) {
        return switch (type) {
            case "ADDED_TO_SPACE" -> "addedToSpacePayload";
            case "REMOVED_FROM_SPACE" -> "removedFromSpacePayload";
            case "CARD_CLICKED" -> "buttonClickedPayload";
            default -> "messagePayload";
        };
    }
}
