package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes messages and reactions. */
final class MessageJson {
    private final Domain domain;

    MessageJson(Domain domain) {
        this.domain = domain;
    }

    ObjectNode of(ChatMessage message, View view) {
        if (message.isDeleted()) {
            return deleted(message, view);
        }
        View.Audience audience = view.audience();
        Content content = message.content();
        ObjectNode json = Json.object().put("name", message.name());
        json.set("sender", UserJson.of(message.sender(), message.space(), audience, domain));
        json.put("createTime", Json.time(message.origin().created()));
        message.updated().ifPresent(at -> json.put("lastUpdateTime", Json.time(at)));
        text(json, message, view);
        array(json, "cardsV2", content.cards());
        array(json, "accessoryWidgets", content.widgets());
        if (!content.fallbackText().isEmpty()) {
            json.put("fallbackText", content.fallbackText());
        }
        files(json, message);
        content.quote().ifPresent(quote -> json.set("quotedMessageMetadata", quote));
        ObjectNode thread = json.putObject("thread").put("name", message.threadName());
        if (audience == View.Audience.APP && !message.origin().threadKey().isEmpty()) {
            thread.put("threadKey", message.origin().threadKey());
        }
        json.set("space", SpaceJson.within(message.space(), audience));
        if (message.origin().reply()) {
            json.put("threadReply", true);
        }
        if (!message.origin().clientId().isEmpty()) {
            json.put("clientAssignedMessageId", message.origin().clientId());
        }
        message.origin()
                .viewer()
                .ifPresent(viewer ->
                        json.set("privateMessageViewer", UserJson.of(viewer, message.space(), audience, domain)));
        if (message.origin().silent()) {
            json.put("silent", true);
        }
        summaries(json, message);
        return json;
    }

    private void text(ObjectNode json, ChatMessage message, View view) {
        Content content = message.content();
        if (content.blank()) {
            return;
        }
        PlainText plain = PlainText.of(
                content.lines(),
                content.signs(),
                domain.app().id(),
                id -> UserJson.mentioned(id, message.space(), view.audience(), domain));
        json.put("text", plain.text());
        json.put(
                "formattedText",
                view.markdown() ? MarkupWriter.markdown(content.lines()) : MarkupWriter.chat(content.lines()));
        json.put("argumentText", plain.argument());
        if (!plain.annotations().isEmpty()) {
            json.set("annotations", plain.annotations());
        }
    }

    private static void array(ObjectNode json, String member, Iterable<JsonNode> values) {
        ArrayNode array = Json.array();
        values.forEach(array::add);
        if (!array.isEmpty()) {
            json.set(member, array);
        }
    }

    private static void files(ObjectNode json, ChatMessage message) {
        if (message.content().files().isEmpty()) {
            return;
        }
        ArrayNode all = json.putArray("attachment");
        message.content().files().forEach(file -> all.add(attachment(message, file)));
    }

    static ObjectNode attachment(ChatMessage message, StoredFile file) {
        ObjectNode json = Json.object().put("name", message.name() + "/attachments/" + attachmentId(file));
        json.put("contentName", file.fileName()).put("contentType", file.contentType());
        json.putObject("attachmentDataRef").put("resourceName", file.resourceName());
        // For people's eyes only: an app cannot use these addresses.
        String address = "https://chat.google.com/api/get_attachment_url?url_type=";
        return json.put("source", "UPLOADED_CONTENT")
                .put("thumbnailUri", address + "FIFE_URL")
                .put("downloadUri", address + "DOWNLOAD_URL");
    }

    static String attachmentId(StoredFile file) {
        return "AATT" + Integer.toUnsignedString(file.resourceName().hashCode(), 36);
    }

    private static void summaries(ObjectNode json, ChatMessage message) {
        Map<String, ObjectNode> byEmoji = new LinkedHashMap<>();
        for (ChatMessage.Reaction reaction : message.reactions().values()) {
            ObjectNode summary = byEmoji.computeIfAbsent(reaction.emoji().key(), key -> {
                ObjectNode fresh = Json.object();
                fresh.set("emoji", emoji(reaction.emoji()));
                return fresh.put("reactionCount", 0);
            });
            summary.put("reactionCount", summary.path("reactionCount").asInt() + 1);
        }
        if (!byEmoji.isEmpty()) {
            ArrayNode all = json.putArray("emojiReactionSummaries");
            byEmoji.values().forEach(all::add);
        }
    }

    private ObjectNode deleted(ChatMessage message, View view) {
        ObjectNode json = Json.object().put("name", message.name());
        json.put("createTime", Json.time(message.origin().created()));
        if (view.audience() != View.Audience.EVENT) {
            message.deleted().ifPresent(at -> json.put("deleteTime", Json.time(at)));
            json.putObject("thread").put("name", message.threadName());
            json.putObject("space").put("name", message.space().name());
            if (message.origin().reply()) {
                json.put("threadReply", true);
            }
        }
        json.putObject("deletionMetadata").put("deletionType", message.deletionType());
        return json;
    }

    static ObjectNode emoji(ChatMessage.Emoji emoji) {
        ObjectNode json = Json.object();
        if (emoji.unicode().isEmpty()) {
            json.putObject("customEmoji").put("uid", emoji.customId());
        } else {
            json.put("unicode", emoji.unicode());
        }
        return json;
    }

    ObjectNode reaction(ChatMessage message, ChatMessage.Reaction reaction, View.Audience audience) {
        ObjectNode json = Json.object().put("name", reactionName(message, reaction));
        json.set("user", UserJson.of(reaction.user(), message.space(), audience, domain));
        json.set("emoji", emoji(reaction.emoji()));
        return json;
    }

    static String reactionName(ChatMessage message, ChatMessage.Reaction reaction) {
        return message.name() + "/reactions/" + reaction.id();
    }
}
