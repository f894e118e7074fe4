package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Entities;

/** Quoted replies, which chats have instead of threads: attachments of the type {@code messageReference}. */
final class Quotes {
    static final int MAX_QUOTED = 10;

    private static final String TYPE = "messageReference";
    private static final int PREVIEW = 150;

    private Quotes() {}

    /** The content with the quoted messages above it. */
    static MessageContent of(List<ChatMessage> quoted, MessageContent content) {
        var html = new StringBuilder();
        var attachments = new ArrayList<JsonNode>();
        for (var message : quoted) {
            html.append("<attachment id=\"").append(message.id()).append("\"></attachment>");
            attachments.add(attachment(message));
        }
        attachments.addAll(content.attachments());
        html.append(content.html() ? content.text() : "<p>" + Entities.escape(content.text()) + "</p>");
        return new MessageContent(
                true,
                html.toString(),
                content.subject(),
                content.importance(),
                content.mentions(),
                attachments,
                Map.copyOf(content.hosted()));
    }

    /** The first message that a message quotes. */
    static Optional<String> quotedBy(ChatMessage message) {
        return message.content().attachments().stream()
                .filter(a -> a.path("contentType").asText().equals(TYPE))
                .map(a -> a.path("id").asText())
                .findFirst();
    }

    private static JsonNode attachment(ChatMessage message) {
        var preview = ShownHtml.of(message.content()).text();
        var reference = Json.object();
        reference.put("messageId", message.id());
        reference.put("messagePreview", preview.substring(0, Math.min(PREVIEW, preview.length())));
        var sender = reference.putObject("messageSender");
        sender.putNull("application").putNull("device");
        sender.putObject("user")
                .put("userIdentityType", message.author().identityType())
                .put("id", message.author().id())
                .put("displayName", message.author().displayName().orElse(null));
        return Json.object()
                .put("id", message.id())
                .put("contentType", TYPE)
                .putNull("contentUrl")
                .put("content", reference.toString())
                .putNull("name")
                .putNull("thumbnailUrl")
                .putNull("teamsAppId");
    }
}
