package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Attachment;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads items as messages, the same ones in listings and single. */
final class MiroMessages {

    /** What the field of a reply's card shows beside the id of the item that it answers. */
    static final String THREAD_TOOLTIP = "Reply to";

    /** Items that say something. Frames, connectors, mind maps, tables and drawings do not. */
    private static final Set<String> CONTENT =
            Set.of("sticky_note", "text", "shape", "card", "app_card", "image", "document", "embed", "preview");

    private static final String UNKNOWN_USER = "unknown";

    /** Items have times in UTC; audit logs write the offset without a colon. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private final MiroIds ids;
    private final MiroOwn own;
    private final MiroReader reader = new MiroReader();

    MiroMessages(MiroIds ids, MiroOwn own) {
        this.ids = ids;
        this.own = own;
    }

    static boolean isContent(JsonNode item) {
        return CONTENT.contains(type(item));
    }

    private static String type(JsonNode item) {
        return Json.text(item, "type").orElse("");
    }

    /** Whether an item is in the frame that the channel is. */
    static boolean isIn(MiroIds.Place place, JsonNode item) {
        return Json.text(item, "parent", "id").orElse("").equals(place.frame());
    }

    /** An item as a message; empty when it says nothing, or has no id or time. */
    Optional<Message> read(ChannelId channel, JsonNode item) {
        Optional<String> id = Json.text(item, "id").filter(MiroIds::isId);
        Optional<Instant> createdAt = instant(Json.text(item, "createdAt"));
        if (id.isEmpty() || createdAt.isEmpty() || !isContent(item)) {
            return Optional.empty();
        }
        boolean ours = own.wrote(item);
        List<Attachment> attached = MiroDownloads.of(ids, channel, item);
        Optional<String> root = root(item).filter(first -> !first.equals(id.get()));
        MessageId message = root.map(first -> MiroIds.reply(channel, first, id.get()))
                .orElseGet(() -> new MessageId(channel, id.get()));
        String modified = Json.text(item, "modifiedAt").orElse("");
        return Optional.of(Message.builder(message, author(item), createdAt.get())
                .own(ours)
                // The title of a file is its name.
                .body(attached.isEmpty() ? reader.read(item, ours && type(item).equals("app_card")) : Document.empty())
                .attachments(attached)
                .replyTo(root.map(first -> new MessageId(channel, first)))
                .editedAt(instant(Optional.of(modified)).filter(at -> at.isAfter(createdAt.get())))
                .version(modified)
                .build());
    }

    private User author(JsonNode item) {
        UserId id =
                ids.user(Json.text(item, "createdBy", "id")).orElseGet(() -> new UserId(ids.workspace(), UNKNOWN_USER));
        return User.unnamed(id);
    }

    /** The item that a card answers: an app card names it in a field. */
    static Optional<String> root(JsonNode item) {
        if (!type(item).equals("app_card")) {
            return Optional.empty();
        }
        for (JsonNode field : Json.items(item, "data", "fields")) {
            if (Json.text(field, "tooltip").orElse("").equals(THREAD_TOOLTIP)) {
                return Json.text(field, "value").filter(MiroIds::isId);
            }
        }
        return Optional.empty();
    }

    /** The field by which {@link #root} knows the thread. */
    static ArrayNode threadField(String root) {
        ArrayNode fields = Json.object().putArray("fields");
        fields.addObject().put("value", root).put("tooltip", THREAD_TOOLTIP);
        return fields;
    }

    static Optional<Instant> instant(Optional<String> text) {
        try {
            return text.filter(value -> !value.isEmpty() && value.length() <= 40)
                    .map(value -> OffsetDateTime.parse(value, TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
