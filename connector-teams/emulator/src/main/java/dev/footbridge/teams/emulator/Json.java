package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/** Reading and writing JSON the way Graph does: explicit nulls, UTC times with milliseconds. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);
    private static final int TYPICAL_SIZE = 2048;

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(Body body) {
        var buffer = new ByteArrayOutputStream(TYPICAL_SIZE);
        try (var out = MAPPER.getFactory().createGenerator(buffer)) {
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    /** Parses a request body that has to be a JSON object. */
    static JsonNode parseObject(byte[] body) {
        try {
            var node = MAPPER.readTree(body);
            if (node == null || !node.isObject()) {
                throw GraphFault.badRequest("Invalid request body was sent.");
            }
            return node;
        } catch (IOException e) {
            throw GraphFault.badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set"
                    + " and payload is of valid JSON format.");
        }
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    static Optional<Instant> parseTime(String text) {
        try {
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The member as text; empty when it is missing or null. */
    static Optional<String> text(JsonNode object, String member) {
        var value = object.path(member);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    static void writeText(JsonGenerator out, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(name, value.get());
        } else {
            out.writeNullField(name);
        }
    }

    static void writeTime(JsonGenerator out, String name, OptionalLong millis) throws IOException {
        if (millis.isPresent()) {
            out.writeStringField(name, time(millis.getAsLong()));
        } else {
            out.writeNullField(name);
        }
    }

    static void writeEmptyArray(JsonGenerator out, String name) throws IOException {
        out.writeArrayFieldStart(name);
        out.writeEndArray();
    }

    /** Writes one JSON value. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator out) throws IOException;
    }
}
