package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** JSON as Webex writes and reads it. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode items(List<ObjectNode> items) {
        ObjectNode page = object();
        page.putArray("items").addAll(items);
        return page;
    }

    /** The body as an object. */
    static ObjectNode read(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw WebexFault.badRequest("The request body is not valid JSON.");
        }
        throw WebexFault.badRequest("The request body has to be a JSON object.");
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A member that is text and not empty. */
    static Optional<String> text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw WebexFault.badRequest(member + " has to be a string.");
        }
        return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
    }

    static String required(JsonNode node, String member) {
        return text(node, member).orElseThrow(() -> WebexFault.badRequest(member + " cannot be empty."));
    }

    static Optional<Boolean> bool(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw WebexFault.badRequest(member + " has to be a boolean.");
        }
        return Optional.of(value.booleanValue());
    }

    static String time(Instant at) {
        return TIME.format(at);
    }
}
