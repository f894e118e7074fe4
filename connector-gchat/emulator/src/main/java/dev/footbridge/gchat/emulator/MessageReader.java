package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a message out of a request body, and refuses what the vendor would not take. */
final class MessageReader {
    private static final int MAX_BYTES = 32_000;
    private static final String CHAT = "MARKUP_SYNTAX_CHAT";
    private static final String MARKDOWN = "MARKUP_SYNTAX_MARKDOWN";

    private final Domain domain;
    private final Files files;
    private final boolean markdownByDefault;

    MessageReader(Domain domain, Files files, boolean markdownByDefault) {
        this.domain = domain;
        this.files = files;
        this.markdownByDefault = markdownByDefault;
    }

    static boolean markdown(String syntax) {
        return switch (syntax) {
            case MARKDOWN -> true;
            case CHAT, "", "MARKUP_SYNTAX_UNSPECIFIED" -> false;
            default -> throw ChatFault.invalid("Invalid value at 'markup_syntax', \"" + syntax + "\"");
        };
    }

    Content read(JsonNode body, ChatSpace space, Caller caller) {
        Content content = new Content(
                lines(body, caller),
                signs(body),
                list(body.path("cardsV2")),
                list(body.path("accessoryWidgets")),
                Json.text(body, "fallbackText"),
                attachments(body.path("attachment"), space, caller),
                quote(body.path("quotedMessageMetadata"), space));
        check(content, body, caller);
        return content;
    }

    /** The message as it stands, with the fields of the mask taken from a request. */
    Content patch(Content old, JsonNode body, Set<String> mask, ChatSpace space, Caller caller) {
        boolean text = mask.contains("text");
        Content content = new Content(
                text ? lines(body, caller) : old.lines(),
                text ? signs(body) : old.signs(),
                mask.contains("cards_v2") || mask.contains("cards") ? list(body.path("cardsV2")) : old.cards(),
                mask.contains("accessory_widgets") ? list(body.path("accessoryWidgets")) : old.widgets(),
                body.has("fallbackText") ? Json.text(body, "fallbackText") : old.fallbackText(),
                mask.contains("attachment") ? attachments(body.path("attachment"), space, caller) : old.files(),
                mask.contains("quoted_message_metadata") ? removedQuote(body) : old.quote());
        check(content, body, caller);
        return content;
    }

    private boolean usesMarkdown(JsonNode body) {
        String syntax = Json.text(body, "markupSyntax");
        return syntax.isEmpty() || syntax.equals("MARKUP_SYNTAX_UNSPECIFIED") ? markdownByDefault : markdown(syntax);
    }

    private boolean signs(JsonNode body) {
        return !usesMarkdown(body);
    }

    private List<Line> lines(JsonNode body, Caller caller) {
        JsonNode text = body.path("text");
        if (!text.isMissingNode() && !text.isNull() && !text.isTextual()) {
            throw ChatFault.invalid("Invalid value at 'message.text' (TYPE_STRING)");
        }
        if (text.asText("").isEmpty()) {
            return List.of();
        }
        if (bytes(text.asText()) > MAX_BYTES) {
            throw tooLong();
        }
        Mentions mentions = domain.mentions(!caller.app());
        return usesMarkdown(body)
                ? MarkdownMarkup.read(text.asText(), mentions)
                : ChatMarkup.read(text.asText(), mentions);
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    private List<StoredFile> attachments(JsonNode array, ChatSpace space, Caller caller) {
        List<StoredFile> all = new ArrayList<>();
        for (JsonNode attachment : array) {
            if (caller.app()) {
                throw ChatFault.invalid("Attachments need user authentication.");
            }
            String token = Json.text(attachment.path("attachmentDataRef"), "attachmentUploadToken");
            String resource = Json.text(attachment.path("attachmentDataRef"), "resourceName");
            all.add(files.uploaded(token, resource)
                    .filter(file -> file.spaceId().equals(space.id()))
                    .orElseThrow(() -> ChatFault.invalid("Invalid attachment upload token.")));
        }
        return all;
    }

    private static Optional<JsonNode> removedQuote(JsonNode body) {
        if (body.has("quotedMessageMetadata")) {
            throw ChatFault.invalid("A quoted message can only be removed.");
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> quote(JsonNode quote, ChatSpace space) {
        if (!quote.isObject()) {
            return Optional.empty();
        }
        String name = Json.text(quote, "name");
        ChatMessage quoted = space.message(name.substring(name.lastIndexOf('/') + 1))
                .filter(message -> !message.isDeleted() && name.startsWith(space.name() + '/'))
                .orElseThrow(() -> ChatFault.invalid("The quoted message was not found."));
        Instant version = quoted.updated().orElse(quoted.origin().created());
        if (!Json.time(Json.text(quote, "lastUpdateTime")).equals(Optional.of(version))) {
            throw ChatFault.invalid("The quoted message has changed: last_update_time does not match.");
        }
        return Optional.of(Json.object()
                .put("name", quoted.name())
                .put("lastUpdateTime", Json.time(version))
                .put("quoteType", "REPLY"));
    }

    private void check(Content content, JsonNode body, Caller caller) {
        if (content.empty()) {
            throw ChatFault.invalid("Message cannot be empty. Please provide text, cards or attachments.");
        }
        if (!caller.app() && !(content.cards().isEmpty() && content.widgets().isEmpty())) {
            throw ChatFault.invalid("Cards and widgets are not supported with user authentication.");
        }
        if (!content.widgets().isEmpty() && !content.files().isEmpty()) {
            throw ChatFault.invalid("A message with attachments cannot have accessory widgets.");
        }
        int size = bytes(Json.text(body, "text"));
        for (JsonNode card : content.cards()) {
            size += Json.bytes(card).length;
        }
        if (size > MAX_BYTES) {
            throw tooLong();
        }
        boolean emoji = content.lines().stream()
                .flatMap(line -> line.runs().stream())
                .anyMatch(run -> run.kind() == Run.Kind.EMOJI);
        if (emoji && caller.app()) {
            throw ChatFault.invalid("Custom emoji need user authentication.");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static ChatFault tooLong() {
        return ChatFault.invalid("Message is too long: at most " + MAX_BYTES + " bytes including text and cards.");
    }
}
