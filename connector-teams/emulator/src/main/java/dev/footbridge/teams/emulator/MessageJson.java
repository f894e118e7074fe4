package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Renders messages as Graph's {@code chatMessage}. */
final class MessageJson {
    private static final String ENTITY = "/messages/$entity";

    private final String tenantId;
    private final String eventType;

    private MessageJson(String tenantId, String eventType) {
        this.tenantId = tenantId;
        this.eventType = eventType;
    }

    /** For clients that know only the first members of an enumeration: event messages are {@code unknownFutureValue}. */
    static MessageJson basic(String tenantId) {
        return new MessageJson(tenantId, "unknownFutureValue");
    }

    /** The form that a request asks for; {@code Prefer: include-unknown-enum-members} opens the later enumeration members. */
    MessageJson preferredBy(GraphRequest request) {
        return request.header("prefer")
                        .filter(p -> p.contains("include-unknown-enum-members"))
                        .isPresent()
                ? new MessageJson(tenantId, "systemEventMessage")
                : this;
    }

    /** The answer to a request for one message: with {@code @odata.context}. */
    void writeEntity(JsonGenerator out, ChatMessage message, String apiUrl) throws IOException {
        out.writeStartObject();
        out.writeStringField("@odata.context", apiUrl + "/$metadata#" + context(message) + entitySuffix(message));
        writeMembers(out, message);
        out.writeEndObject();
    }

    /** A message as an item of a collection or as the plain text of a rich notification. */
    void writeItem(JsonGenerator out, ChatMessage message) throws IOException {
        out.writeStartObject();
        writeMembers(out, message);
        out.writeEndObject();
    }

    /** A root message with its replies expanded; {@code moreReplies} is the link to the rest. */
    void writeExpanded(
            JsonGenerator out, ChatMessage root, String apiUrl, List<ChatMessage> replies, Optional<String> moreReplies)
            throws IOException {
        out.writeStartObject();
        writeMembers(out, root);
        out.writeStringField(
                "replies@odata.context",
                apiUrl + "/$metadata#" + root.place().contextPath() + "/messages('" + root.id() + "')/replies");
        out.writeNumberField("replies@odata.count", replies.size());
        if (moreReplies.isPresent()) {
            out.writeStringField("replies@odata.nextLink", moreReplies.get());
        }
        out.writeArrayFieldStart("replies");
        for (var reply : replies) {
            writeItem(out, reply);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static String context(ChatMessage message) {
        return message.place().contextPath();
    }

    private static String entitySuffix(ChatMessage message) {
        return message.replyToId()
                .map(root -> "/messages('" + root + "')/replies/$entity")
                .orElse(ENTITY);
    }

    private void writeMembers(JsonGenerator out, ChatMessage message) throws IOException {
        out.writeStringField("id", message.id());
        Json.writeText(out, "replyToId", message.replyToId());
        out.writeStringField("etag", Long.toString(message.modifiedMillis()));
        out.writeStringField("messageType", message.isEvent() ? eventType : "message");
        out.writeStringField("createdDateTime", Json.time(message.createdMillis()));
        out.writeStringField("lastModifiedDateTime", Json.time(message.modifiedMillis()));
        Json.writeTime(out, "lastEditedDateTime", message.editedMillis());
        Json.writeTime(out, "deletedDateTime", message.deletedMillis());
        Json.writeText(out, "subject", message.content().subject());
        out.writeNullField("summary");
        writePlace(out, message);
        out.writeStringField("importance", message.content().importance());
        out.writeStringField("locale", "en-us");
        writeNode(out, "policyViolation", message.policyViolation());
        writeNode(out, "eventDetail", message.eventDetail());
        writeAuthor(out, message.author());
        writeBody(out, message);
        writeNodes(
                out,
                "attachments",
                message.isDeleted() ? List.of() : message.content().attachments());
        writeNodes(
                out,
                "mentions",
                message.isDeleted() ? List.of() : message.content().mentions());
        writeReactions(out, message);
        writeHistory(out, message);
    }

    private void writePlace(JsonGenerator out, ChatMessage message) throws IOException {
        if (message.place() instanceof Place.ChannelPlace channel) {
            out.writeNullField("chatId");
            out.writeStringField("webUrl", webUrl(channel, message));
            out.writeObjectFieldStart("channelIdentity");
            out.writeStringField("teamId", channel.teamId());
            out.writeStringField("channelId", channel.channelId());
            out.writeEndObject();
        } else {
            out.writeStringField("chatId", message.place().conversationId());
            out.writeNullField("webUrl");
            out.writeNullField("channelIdentity");
        }
    }

    private String webUrl(Place.ChannelPlace channel, ChatMessage message) {
        return "https://teams.microsoft.com/l/message/"
                + URLEncoder.encode(channel.channelId(), StandardCharsets.UTF_8)
                + "/" + message.id()
                + "?groupId=" + channel.teamId()
                + "&tenantId=" + tenantId
                + "&createdTime=" + message.createdMillis()
                + "&parentMessageId=" + message.replyToId().orElse(message.id());
    }

    private void writeAuthor(JsonGenerator out, Author author) throws IOException {
        switch (author.kind()) {
            case SYSTEM -> out.writeNullField("from");
            case USER -> {
                out.writeObjectFieldStart("from");
                out.writeNullField("application");
                out.writeNullField("device");
                out.writeNullField("conversation");
                out.writeFieldName("user");
                writeUser(out, author);
                out.writeEndObject();
            }
            case APPLICATION -> {
                out.writeObjectFieldStart("from");
                out.writeNullField("device");
                out.writeNullField("user");
                out.writeObjectFieldStart("application");
                out.writeStringField("@odata.type", "#microsoft.graph.teamworkApplicationIdentity");
                out.writeStringField("id", author.id());
                Json.writeText(out, "displayName", author.displayName());
                out.writeStringField("applicationIdentityType", author.identityType());
                out.writeEndObject();
                out.writeEndObject();
            }
        }
    }

    private void writeUser(JsonGenerator out, Author author) throws IOException {
        out.writeStartObject();
        out.writeStringField("@odata.type", "#microsoft.graph.teamworkUserIdentity");
        out.writeStringField("id", author.id());
        Json.writeText(out, "displayName", author.displayName());
        out.writeStringField("userIdentityType", author.identityType());
        out.writeStringField("tenantId", tenantId);
        out.writeEndObject();
    }

    private static void writeBody(JsonGenerator out, ChatMessage message) throws IOException {
        out.writeObjectFieldStart("body");
        out.writeStringField("contentType", message.content().html() ? "html" : "text");
        out.writeStringField(
                "content", message.isDeleted() ? "" : message.content().text());
        out.writeEndObject();
    }

    private void writeReactions(JsonGenerator out, ChatMessage message) throws IOException {
        out.writeArrayFieldStart("reactions");
        if (!message.isDeleted()) {
            for (var reaction : message.reactions()) {
                writeReaction(out, reaction);
            }
        }
        out.writeEndArray();
    }

    private void writeHistory(JsonGenerator out, ChatMessage message) throws IOException {
        out.writeArrayFieldStart("messageHistory");
        for (var entry : message.history()) {
            out.writeStartObject();
            out.writeStringField("modifiedDateTime", Json.time(entry.modifiedMillis()));
            out.writeStringField("actions", entry.actions());
            out.writeFieldName("reaction");
            writeReaction(out, entry.reaction());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void writeReaction(JsonGenerator out, Reaction reaction) throws IOException {
        out.writeStartObject();
        out.writeStringField("reactionType", reaction.type());
        Json.writeText(out, "displayName", reaction.displayName());
        Json.writeText(out, "reactionContentUrl", reaction.contentUrl());
        Json.writeTime(out, "createdDateTime", OptionalLong.of(reaction.createdMillis()));
        out.writeObjectFieldStart("user");
        out.writeNullField("application");
        out.writeNullField("device");
        out.writeFieldName("user");
        // Graph leaves the name out of reactions: clients have to look people up by id.
        writeUser(out, Author.namelessUser(reaction.userId(), "aadUser"));
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void writeNode(JsonGenerator out, String name, Optional<JsonNode> node) throws IOException {
        if (node.isPresent()) {
            out.writeObjectField(name, node.get());
        } else {
            out.writeNullField(name);
        }
    }

    private static void writeNodes(JsonGenerator out, String name, List<JsonNode> nodes) throws IOException {
        out.writeArrayFieldStart(name);
        for (var node : nodes) {
            out.writeObject(node);
        }
        out.writeEndArray();
    }
}
