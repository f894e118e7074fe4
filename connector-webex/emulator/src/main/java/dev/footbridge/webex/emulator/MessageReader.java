package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and checks what a request wants to post or change. Waits for files that are given by address: call without the lock. */
final class MessageReader {
    /** Of {@code text} and of {@code markdown}, each. */
    static final int MAX_BYTES = 7_439;

    private static final String CARD = "application/vnd.microsoft.card.adaptive";

    /** What the body says, before rooms and people are looked up. */
    record Wish(
            Optional<String> roomId,
            Optional<String> personId,
            Optional<String> personEmail,
            Optional<String> parentId,
            Optional<String> text,
            Optional<String> markdown,
            Optional<NewFile> file,
            Optional<JsonNode> card) {}

    private final FileFetch fetch;

    MessageReader(FileFetch fetch) {
        this.fetch = fetch;
    }

    Wish read(EmulatorRequest request) {
        String type = request.header("content-type").orElse("");
        String essence = type.toLowerCase(Locale.ROOT);
        if (essence.startsWith("multipart/form-data")) {
            Multipart multipart = Multipart.read(type, request.bodyStream());
            return wish(multipart.fields(), multipart.files());
        }
        if (!essence.startsWith("application/json")) {
            throw WebexFault.of(415, "Content type '" + essence.replaceAll("[^a-z0-9/;=+ .-]", "") + "' not supported");
        }
        return wish(Json.read(request.body()), List.of());
    }

    private Wish wish(ObjectNode body, List<NewFile> uploads) {
        Optional<NewFile> file = file(body, uploads);
        Wish wish = new Wish(
                Json.text(body, "roomId"),
                Json.text(body, "toPersonId"),
                Json.text(body, "toPersonEmail"),
                Json.text(body, "parentId"),
                limited(body, "text"),
                limited(body, "markdown"),
                file,
                card(body));
        if (List.of(wish.roomId(), wish.personId(), wish.personEmail()).stream()
                        .filter(Optional::isPresent)
                        .count()
                != 1) {
            throw WebexFault.badRequest(
                    "Exactly one of the destination fields must not be empty (roomId, toPersonEmail, toPersonId)");
        }
        boolean words = wish.text().isPresent() || wish.markdown().isPresent();
        if (!words && file.isEmpty() && wish.card().isEmpty()) {
            throw WebexFault.badRequest("Both text and file cannot be empty.");
        }
        if (!words && wish.card().isPresent()) {
            throw WebexFault.badRequest("A card needs text or markdown for clients that cannot show it.");
        }
        return wish;
    }

    /** Text or Markdown within the limit. */
    static Optional<String> limited(JsonNode body, String member) {
        Optional<String> value = Json.text(body, member);
        if (value.filter(text -> text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES)
                .isPresent()) {
            throw WebexFault.badRequest(member + " is longer than " + MAX_BYTES + " bytes.");
        }
        return value;
    }

    private Optional<NewFile> file(ObjectNode body, List<NewFile> uploads) {
        JsonNode addresses = body.path("files");
        if (!addresses.isMissingNode() && !addresses.isNull() && !addresses.isArray()) {
            throw WebexFault.badRequest("files has to be an array.");
        }
        if (addresses.size() + uploads.size() > 1) {
            throw WebexFault.badRequest("Only one file is allowed per message.");
        }
        if (!uploads.isEmpty()) {
            return Optional.of(uploads.get(0));
        }
        return addresses.isEmpty()
                ? Optional.empty()
                : Optional.of(fetch.fetch(addresses.get(0).asText()));
    }

    private static Optional<JsonNode> card(ObjectNode body) {
        JsonNode attachments = body.path("attachments");
        if (attachments.isMissingNode() || attachments.isNull() || attachments.isArray() && attachments.isEmpty()) {
            return Optional.empty();
        }
        if (attachments.size() != 1 || !attachments.isArray()) {
            throw WebexFault.badRequest("Only one card is allowed per message.");
        }
        JsonNode card = attachments.get(0);
        boolean adaptive = card.path("content").path("type").asText().equals("AdaptiveCard");
        if (!card.path("contentType").asText().equals(CARD) || !adaptive) {
            throw WebexFault.badRequest("An attachment has to be an adaptive card.");
        }
        return Optional.of(card);
    }
}
