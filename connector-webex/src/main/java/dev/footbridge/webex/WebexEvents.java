package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns proved webhooks into events. They carry ids and times but no text, so a message that was written or edited is a
 * hint that the host follows with one read. Total: what is missing or odd makes an ignored webhook, never an exception.
 */
final class WebexEvents {

    private final WebexIds ids;
    private final WebexRooms rooms;
    private final Predicate<JsonNode> own;

    /** @param own whether a message is from us, as far as known */
    WebexEvents(WebexIds ids, WebexRooms rooms, Predicate<JsonNode> own) {
        this.ids = ids;
        this.rooms = rooms;
        this.own = own;
    }

    WebexParsed parse(JsonNode envelope) {
        Optional<String> org = Json.nonBlank(envelope, "orgId");
        if (org.isPresent() && !WebexIds.uuid(org.get()).equals(ids.workspace().value())) {
            return WebexParsed.ignored("other_organisation");
        }
        JsonNode data = envelope.path("data");
        String event = Json.text(envelope, "event").orElse("");
        String resource = Json.text(envelope, "resource").orElse("");
        if (!data.isObject()) {
            return WebexParsed.ignored("incomplete");
        }
        return switch (resource) {
            case "messages" -> message(event, data);
            case "memberships" -> membership(event, data);
            case "rooms" -> room(event, data);
            case "attachmentActions" -> WebexParsed.ignored("attachment_action");
            default -> WebexParsed.ignored("unknown_resource");
        };
    }

    private WebexParsed message(String event, JsonNode data) {
        Optional<MessageId> message =
                channel(data, "roomId").flatMap(room -> WebexIds.message(room, Json.text(data, "id")));
        if (Json.text(data, "roomType").filter("direct"::equals).isPresent()) {
            message.ifPresent(found -> rooms.learnDirect(found.channel()));
        }
        return switch (event) {
            // Reading each of our own posts again would cost as many calls as posting.
            case "created", "updated" ->
                own.test(data)
                        ? WebexParsed.ignored("own_message")
                        : WebexParsed.ofOptional(message.map(found ->
                                new InboundEvent.Touched(id("message", event, data), found, Optional.empty())));
            case "deleted" ->
                WebexParsed.ofOptional(
                        message.map(found -> new InboundEvent.Removed(id("message", event, data), found)));
            default -> WebexParsed.ignored("unknown_event");
        };
    }

    private WebexParsed membership(String event, JsonNode data) {
        Optional<ChannelId> room = channel(data, "roomId");
        Optional<UserId> person = ids.person(Json.text(data, "personId"));
        String id = id("membership", event, data);
        return switch (event) {
            case "created" ->
                WebexParsed.ofOptional(
                        room.flatMap(at -> person.map(who -> new InboundEvent.MemberJoined(id, at, who))));
            case "deleted" ->
                WebexParsed.ofOptional(room.flatMap(at -> person.map(who -> new InboundEvent.MemberLeft(id, at, who))));
            case "updated" -> WebexParsed.ignored("membership_updated");
            default -> WebexParsed.ignored("unknown_event");
        };
    }

    private WebexParsed room(String event, JsonNode data) {
        return switch (event) {
            case "created" -> WebexParsed.ignored("room_created");
            case "updated", "deleted" ->
                WebexParsed.ofOptional(channel(data, "id")
                        .map(room -> new InboundEvent.ChannelChanged(id("room", event, data), room, Optional.empty())));
            case "migrated" ->
                WebexParsed.ofOptional(ids.room(Json.text(data, "id")).map(room -> migrated(room, data)));
            default -> WebexParsed.ignored("unknown_event");
        };
    }

    /** The webhook tells the new id only; the old one is that of the known room with the same uuid. */
    private InboundEvent migrated(ChannelId now, JsonNode data) {
        String id = id("room", "migrated", data);
        Optional<ChannelId> before = rooms.formerly(now);
        before.ifPresent(from -> rooms.moved(from, now));
        return before.map(from -> new InboundEvent.ChannelChanged(id, from, Optional.of(now)))
                .orElseGet(() -> new InboundEvent.ChannelChanged(id, now, Optional.empty()));
    }

    private Optional<ChannelId> channel(JsonNode data, String member) {
        return ids.room(Json.text(data, member));
    }

    /**
     * Webhooks have no id of their own, and two of them may tell the same. What happened to what and when is an id; where
     * there is no time, all that was told.
     */
    private static String id(String kind, String event, JsonNode data) {
        String subject = Json.text(data, "id").filter(WebexIds::isId).orElse("");
        boolean once = !event.equals("updated") && !kind.equals("room");
        String when = once
                ? ""
                : Json.nonBlank(data, "updated").filter(WebexEvents::isShort).orElseGet(() -> digest(data));
        return String.join(":", kind, event, subject, when);
    }

    private static boolean isShort(String time) {
        return time.length() <= 30;
    }

    private static String digest(JsonNode data) {
        try {
            byte[] bytes = data.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
