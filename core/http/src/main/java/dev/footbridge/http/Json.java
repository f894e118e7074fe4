package dev.footbridge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * JSON as trees, within limits. Parsing is strict about form: one document, no name twice in an object, bounded depth
 * and size. Reading a tree is lenient: a member that is absent, null or of an odd type is read as absent, or as what it
 * obviously means; it never throws. Safe for concurrent use.
 */
public final class Json {

    /** Nested arrays and objects; the deepest real payload has about 25. */
    public static final int MAX_DEPTH = 64;

    /** Characters in one string. */
    public static final int MAX_STRING = 1024 * 1024;

    /** Digits of one number. */
    public static final int MAX_NUMBER = 64;

    /** Characters of one member name. */
    public static final int MAX_NAME = 4096;

    /** Bytes of a document that was pushed to us. */
    public static final long MAX_DOCUMENT = 1024L * 1024;

    private static final Json PUSHED = new Json(MAX_DOCUMENT);
    private static final Json ANSWERS = new Json(HttpOptions.MAX_RESPONSE_BYTES);

    private final long maxDocument;
    private final ObjectReader reader;

    private Json(long maxDocument) {
        this.maxDocument = maxDocument;
        JsonFactory factory = new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNumberLength(MAX_NUMBER)
                        .maxNameLength(MAX_NAME)
                        .maxDocumentLength(maxDocument)
                        .build())
                // Names come from outside: they must not fill the JVM's table of interned strings.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        this.reader = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // Two values for one name: whoever signed it and whoever reads it might not mean the same one.
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build()
                .readerFor(JsonNode.class);
    }

    /** For what platforms push to us: documents up to {@link #MAX_DOCUMENT}. */
    public static Json pushed() {
        return PUSHED;
    }

    /** For what platforms answer: documents up to {@link HttpOptions#MAX_RESPONSE_BYTES}. */
    public static Json answers() {
        return ANSWERS;
    }

    /** Parses one document. An empty one is malformed. */
    public JsonNode parse(byte[] document) throws MalformedJsonException {
        if (document.length > maxDocument) {
            throw new MalformedJsonException("JSON exceeds a limit: " + document.length + " bytes");
        }
        try {
            JsonNode node = reader.readTree(document);
            if (node == null || node.isMissingNode()) {
                throw new MalformedJsonException("JSON is empty");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw new MalformedJsonException("JSON exceeds a limit" + at(e.getLocation()));
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException("JSON is malformed" + at(e.getLocation()));
        } catch (IOException e) {
            throw new MalformedJsonException("JSON has malformed characters");
        }
    }

    /** Parses one document. */
    public JsonNode parse(String document) throws MalformedJsonException {
        return parse(document.getBytes(StandardCharsets.UTF_8));
    }

    private static String at(@Nullable JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The tree as UTF-8, without white space. */
    public static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The node at the end of the path of names, or a missing node. */
    public static JsonNode at(JsonNode node, String... path) {
        JsonNode next = node;
        for (String name : path) {
            next = next.path(name);
        }
        return next.isNull() ? MissingNode.getInstance() : next;
    }

    /** A string; a number or a boolean is read as its text. */
    public static Optional<String> text(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        return found.isValueNode() && !found.isMissingNode() ? Optional.of(found.asText()) : Optional.empty();
    }

    /** A string that is not blank. */
    public static Optional<String> nonBlank(JsonNode node, String... path) {
        return text(node, path).filter(text -> !text.isBlank());
    }

    /** A whole number that fits; a string of digits is read as the number, a fraction is absent. */
    public static OptionalLong number(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        if (found.isIntegralNumber() && found.canConvertToLong()) {
            return OptionalLong.of(found.longValue());
        }
        if (found.isFloatingPointNumber() && found.canConvertToExactIntegral() && found.canConvertToLong()) {
            return OptionalLong.of(found.longValue());
        }
        return found.isTextual() ? digits(found.textValue()) : OptionalLong.empty();
    }

    private static OptionalLong digits(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** True only for {@code true}, {@code "true"}, {@code 1} and {@code "1"}. */
    public static boolean flag(JsonNode node, String... path) {
        return text(node, path)
                .filter(text -> text.equals("true") || text.equals("1"))
                .isPresent();
    }

    /** The elements of an array; of anything else none. */
    public static List<JsonNode> items(JsonNode node, String... path) {
        JsonNode found = at(node, path);
        return found.isArray()
                ? StreamSupport.stream(found.spliterator(), false).toList()
                : List.of();
    }

    /** The elements of an array that are strings or numbers. */
    public static List<String> texts(JsonNode node, String... path) {
        return items(node, path).stream().flatMap(item -> text(item).stream()).toList();
    }
}
