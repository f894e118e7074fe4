package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The many meanings of {@code message} events. Edits and deletions come as messages of their own around the one they
 * are about. See <a href="https://docs.slack.dev/reference/events/message">message</a>.
 */
final class SlackMessageEvents {

    private static final Set<String> NOTICES = Set.of(
            "assistant_app_thread",
            "bot_add",
            "bot_disable",
            "bot_enable",
            "bot_remove",
            "channel_archive",
            "channel_canvas_updated",
            "channel_convert_to_private",
            "channel_convert_to_public",
            "channel_join",
            "channel_leave",
            "channel_name",
            "channel_posting_permissions",
            "channel_purpose",
            "channel_topic",
            "channel_unarchive",
            "ekm_access_denied",
            "file_mention",
            "group_archive",
            "group_join",
            "group_leave",
            "group_name",
            "group_purpose",
            "group_topic",
            "group_unarchive",
            "huddle_thread",
            "pinned_item",
            "reminder_add",
            "sh_room_created",
            "tombstone",
            "unpinned_item");

    private final SlackMessages messages;

    SlackMessageEvents(SlackMessages messages) {
        this.messages = messages;
    }

    SlackParsed parse(String id, ChannelId channel, JsonNode event) {
        String subtype = SlackMessages.subtype(event);
        if (subtype.equals("message_changed")) {
            return changed(id, channel, event);
        }
        if (subtype.equals("message_deleted")) {
            return removed(id, channel, Json.text(event, "deleted_ts").or(() -> previousTs(event)));
        }
        // Slack forgets the subtype of message_replied on the Events API; the notice has a message inside.
        if (subtype.equals("message_replied")
                || subtype.isEmpty() && event.path("message").isObject()) {
            return SlackParsed.ignored("message_replied");
        }
        if (!SlackMessages.isContent(event)) {
            return SlackParsed.ignored(NOTICES.contains(subtype) ? subtype : "unknown_subtype");
        }
        if (Json.flag(event, "hidden")) {
            return SlackParsed.ignored("hidden");
        }
        return SlackParsed.ofOptional(
                messages.read(channel, event, false).map(message -> new InboundEvent.Posted(id, message)));
    }

    private static Optional<String> previousTs(JsonNode event) {
        return Json.text(event, "previous_message", "ts");
    }

    private SlackParsed removed(String id, ChannelId channel, Optional<String> ts) {
        return SlackParsed.ofOptional(
                SlackIds.message(channel, ts).map(message -> new InboundEvent.Removed(id, message)));
    }

    private SlackParsed changed(String id, ChannelId channel, JsonNode event) {
        JsonNode now = event.path("message");
        String subtype = SlackMessages.subtype(now);
        if (subtype.equals("tombstone")) {
            // How Slack deletes the first message of a thread that has replies.
            return removed(id, channel, Json.text(now, "ts").or(() -> previousTs(event)));
        }
        if (!SlackMessages.isContent(now)) {
            return SlackParsed.ignored(NOTICES.contains(subtype) ? subtype : "unknown_subtype");
        }
        Optional<Message> message = messages.read(channel, now, false);
        if (message.isEmpty()) {
            return SlackParsed.ignored("incomplete");
        }
        // Slack sends [] instead of an object now and then.
        JsonNode before = event.path("previous_message");
        if (!before.isObject() && message.get().editedAt().isEmpty()) {
            MessageId messageId = message.get().id();
            return SlackParsed.of(new InboundEvent.Touched(id, messageId, message));
        }
        return isEdit(before, now)
                ? SlackParsed.of(new InboundEvent.Edited(id, message.get()))
                : SlackParsed.ignored("not_an_edit");
    }

    /** Previews, replies and pins change a message too, but neither its text nor the time of its last edit. */
    private static boolean isEdit(JsonNode before, JsonNode now) {
        Optional<String> edited = Json.text(now, "edited", "ts");
        return !before.isObject()
                || edited.isPresent() && !edited.equals(Json.text(before, "edited", "ts"))
                || !Json.text(now, "text").equals(Json.text(before, "text"))
                || !fileIds(now).equals(fileIds(before));
    }

    private static List<String> fileIds(JsonNode message) {
        List<String> ids = new ArrayList<>();
        for (JsonNode file : message.path("files")) {
            if (!Json.text(file, "mode").orElse("").equals("tombstone")) {
                Json.text(file, "id").ifPresent(ids::add);
            }
        }
        return ids;
    }
}
