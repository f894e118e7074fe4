package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns interaction events into events: what people do with the app. They come in two forms, the classic one with
 * {@code type}, and that of apps built as add-ons with a payload per kind. Total. See
 * <a href="https://developers.google.com/workspace/chat/receive-respond-interactions">Receive and respond</a> and
 * <a href="https://developers.google.com/workspace/add-ons/chat/convert">Convert to an add-on</a>.
 */
final class GchatInteractions {

    private static final String ADDED = "ADDED_TO_SPACE";
    private static final String REMOVED = "REMOVED_FROM_SPACE";
    private static final String MESSAGE = "MESSAGE";

    /** Kinds without a use here, as counted. */
    private static final Map<String, String> OTHERS = Map.of(
            "CARD_CLICKED", "card_clicked",
            "WIDGET_UPDATED", "widget_updated",
            "APP_COMMAND", "app_command",
            "APP_HOME", "app_home",
            "SUBMIT_FORM", "submit_form");

    /** The payloads of add-ons by their member, most telling first. */
    private static final List<Map.Entry<String, String>> PAYLOADS = List.of(
            Map.entry("messagePayload", MESSAGE),
            Map.entry("addedToSpacePayload", ADDED),
            Map.entry("removedFromSpacePayload", REMOVED),
            Map.entry("buttonClickedPayload", "CARD_CLICKED"),
            Map.entry("widgetUpdatedPayload", "WIDGET_UPDATED"),
            Map.entry("appCommandPayload", "APP_COMMAND"));

    private final GchatIds ids;
    private final GchatSelf self;
    private final GchatMessages messages;
    private final GchatReader reader;

    GchatInteractions(GchatIds ids, GchatSelf self, GchatMessages messages, GchatReader reader) {
        this.ids = ids;
        this.self = self;
        this.messages = messages;
        this.reader = reader;
    }

    static boolean isOne(JsonNode body) {
        return body.path("chat").isObject()
                || body.path("type").isTextual() && !body.path("message").has("data");
    }

    GchatParsed parse(JsonNode body) {
        if (!body.path("chat").isObject()) {
            return parse(Json.text(body, "type").orElse(""), body, Json.text(body, "eventTime"));
        }
        JsonNode chat = body.path("chat");
        for (Map.Entry<String, String> payload : PAYLOADS) {
            if (chat.path(payload.getKey()).isObject()) {
                return parse(payload.getValue(), chat.path(payload.getKey()), Json.text(chat, "eventTime"));
            }
        }
        return GchatParsed.ignored("unknown_type");
    }

    private GchatParsed parse(String type, JsonNode payload, Optional<String> time) {
        JsonNode message = payload.path("message");
        switch (type) {
            case MESSAGE -> {
                return posted(message);
            }
            case ADDED -> {
                learn(message);
                return message.isObject() ? posted(message) : changed(type, payload, time);
            }
            case REMOVED -> {
                return changed(type, payload, time);
            }
            default -> {
                return GchatParsed.ignored(OTHERS.getOrDefault(type, "unknown_type"));
            }
        }
    }

    /** Who is added by being mentioned is the one mentioned. */
    private void learn(JsonNode message) {
        List<JsonNode> bots = Json.items(message, "annotations").stream()
                .map(annotation -> annotation.path("userMention").path("user"))
                .filter(user -> Json.text(user, "type").filter("BOT"::equals).isPresent())
                .toList();
        if (bots.size() == 1 && !self.isKnown()) {
            self.learnApp(Json.text(bots.get(0), "name"));
        }
    }

    private GchatParsed posted(JsonNode message) {
        Optional<MessageId> id = ids.message(Json.text(message, "name"));
        if (id.isEmpty()) {
            return GchatParsed.ignored("incomplete");
        }
        learn(message);
        String eventId =
                "interaction:" + id.get().channel().value() + "/" + id.get().value();
        return GchatParsed.ofOptional(
                messages.read(message, reader, Optional.empty()).map(read -> new InboundEvent.Posted(eventId, read)));
    }

    private GchatParsed changed(String type, JsonNode payload, Optional<String> time) {
        Optional<ChannelId> space = ids.channel(Json.text(payload, "space", "name"));
        return GchatParsed.ofOptional(space.map(at -> new InboundEvent.ChannelChanged(
                "interaction:" + type + ":" + at.value() + ":"
                        + time.filter(value -> value.length() <= 64).orElse(""),
                at,
                Optional.empty())));
    }
}
