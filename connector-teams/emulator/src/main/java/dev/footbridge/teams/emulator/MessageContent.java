package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person writes into a message.
 *
 * @param html false for {@code contentType: text}
 * @param mentions as Graph renders them, one per {@code <at id>} in the body
 * @param attachments as Graph renders them
 * @param hosted bytes of hosted contents by their id
 */
record MessageContent(
        boolean html,
        String text,
        Optional<String> subject,
        String importance,
        List<JsonNode> mentions,
        List<JsonNode> attachments,
        Map<String, HostedContent> hosted) {

    /** Stands for the id of a message that is not posted yet. */
    static final String ID_TO_COME = "message-id-to-come";

    MessageContent {
        mentions = List.copyOf(mentions);
        attachments = List.copyOf(attachments);
        hosted = Map.copyOf(hosted);
    }

    static MessageContent plain(String text) {
        return new MessageContent(false, text, Optional.empty(), "normal", List.of(), List.of(), Map.of());
    }

    static MessageContent html(String html) {
        return new MessageContent(true, html, Optional.empty(), "normal", List.of(), List.of(), Map.of());
    }

    /** Completes the addresses of hosted contents, which contain the id of the message. */
    MessageContent withId(String messageId) {
        return hosted.isEmpty()
                ? this
                : new MessageContent(
                        html, text.replace(ID_TO_COME, messageId), subject, importance, mentions, attachments, hosted);
    }

    /** Bytes that Teams hosts for a message, such as an inline image. The array is never written to. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied in by its only maker
    record HostedContent(String contentType, byte[] bytes) {}
}
