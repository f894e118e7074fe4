package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okio.Buffer;

/** Validates requests against the vendor's discovery documents: method, path, query and body. */
final class GchatRequestSchemas {

    private static final List<String> FILES = List.of(
            "chat.v1.json",
            "workspaceevents.v1.trimmed.json",
            "pubsub.v1.trimmed.json",
            "admin.directory_v1.trimmed.json",
            "drive.v3.json");

    private static final Optional<GchatRequestSchemas> VENDOR =
            VendorContracts.folder().map(folder -> new GchatRequestSchemas(folder.resolve("gchat")));

    /** A method of a document. */
    private record Method(JsonNode document, JsonNode method, Pattern path) {}

    private final List<Method> methods = new ArrayList<>();

    private GchatRequestSchemas(Path folder) {
        for (String file : FILES) {
            JsonNode document = VendorContracts.json(folder.resolve(file));
            collect(document, document);
        }
    }

    private void collect(JsonNode document, JsonNode resource) {
        for (JsonNode method : resource.path("methods")) {
            String path = method.path("flatPath").asText(method.path("path").asText());
            methods.add(new Method(
                    document,
                    method,
                    Pattern.compile("/" + service(document) + path.replaceAll("\\{[^}]+}", "[^/:]+"))));
        }
        resource.path("resources").forEach(inner -> collect(document, inner));
    }

    private static String service(JsonNode document) {
        return document.path("servicePath").asText("");
    }

    static Optional<GchatRequestSchemas> vendor() {
        return VENDOR;
    }

    /** Fails on the first request that the vendor's documents do not allow. Does nothing without them. */
    static void check(List<JournalEntry> sent) {
        VENDOR.ifPresent(schemas -> {
            for (JournalEntry entry : sent) {
                if (entry.path().startsWith("/upload/")) {
                    assertThat(schemas.uploadViolations(entry))
                            .as("violations of the vendor's documents by %s", entry.path())
                            .isEmpty();
                }
                if (entry.path().startsWith("/v1/")
                        || entry.path().startsWith("/admin/")
                        || entry.path().startsWith("/drive/")) {
                    assertThat(schemas.violations(entry.method(), entry.path(), entry.bodyText()))
                            .as("violations of the vendor's documents by %s %s", entry.method(), entry.path())
                            .isEmpty();
                }
            }
        });
    }

    /** A file goes by the path of the method's upload protocol, its description before it. */
    private List<String> uploadViolations(JournalEntry entry) {
        String path = entry.path().substring("/upload".length());
        Method method = methods.stream()
                .filter(one -> one.path().matcher(path.replaceAll("\\?.*", "")).matches())
                .filter(one -> one.method().path("httpMethod").asText().equals(entry.method()))
                .findFirst()
                .orElseThrow();
        assertThat(method.method().at("/mediaUpload/protocols/simple/multipart").asBoolean())
                .as("the method takes uploads in parts")
                .isTrue();
        MediaType type = MediaType.get(entry.headers().get("content-type"));
        assertThat(type.subtype()).isEqualTo("related");
        String boundary = String.valueOf(type.parameter("boundary"));
        try (MultipartReader parts = new MultipartReader(new Buffer().write(entry.body()), boundary)) {
            MultipartReader.Part description = parts.nextPart();
            assertThat(description).isNotNull();
            return violations(entry.method(), path, description.body().readUtf8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> violations(String verb, String pathAndQuery, String body) {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        Optional<Method> found = methods.stream()
                .filter(method -> method.method().path("httpMethod").asText().equals(verb))
                .filter(method -> method.path().matcher(path).matches())
                .findFirst();
        if (found.isEmpty()) {
            return List.of(verb + " " + path + " is not in the vendor's documents");
        }
        List<String> problems = new ArrayList<>();
        query(found.get(), mark < 0 ? "" : pathAndQuery.substring(mark + 1), problems);
        body(found.get(), body, problems);
        return problems;
    }

    private static void query(Method method, String query, List<String> problems) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                given.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        given.forEach((name, value) -> {
            JsonNode own = method.method().path("parameters").path(name);
            JsonNode parameter =
                    own.isMissingNode() ? method.document().path("parameters").path(name) : own;
            if (!parameter.path("location").asText().equals("query")) {
                problems.add("no query parameter " + name);
            } else {
                value(method.document(), parameter, scalar(parameter, value), name, problems);
            }
        });
    }

    private static JsonNode scalar(JsonNode parameter, String value) {
        return switch (parameter.path("type").asText()) {
            case "integer" ->
                value.matches("-?\\d{1,9}")
                        ? VendorContracts.MAPPER.getNodeFactory().numberNode(Integer.parseInt(value))
                        : VendorContracts.MAPPER.getNodeFactory().textNode(value);
            case "boolean" ->
                Set.of("true", "false").contains(value)
                        ? VendorContracts.MAPPER.getNodeFactory().booleanNode(value.equals("true"))
                        : VendorContracts.MAPPER.getNodeFactory().textNode(value);
            default -> VendorContracts.MAPPER.getNodeFactory().textNode(value);
        };
    }

    private static void body(Method method, String body, List<String> problems) {
        JsonNode reference = method.method().path("request");
        if (reference.isMissingNode()) {
            if (!body.isEmpty()) {
                problems.add("a body where there is none");
            }
            return;
        }
        try {
            JsonNode json = VendorContracts.MAPPER.readTree(body);
            if (!json.isObject()) {
                problems.add("the body is no object");
                return;
            }
            value(method.document(), reference, json, "body", problems);
        } catch (JsonProcessingException e) {
            problems.add("the body is no JSON");
        }
    }

    private static void value(JsonNode document, JsonNode schema, JsonNode value, String at, List<String> problems) {
        if (schema.has("$ref")) {
            object(document, document.path("schemas").path(schema.path("$ref").asText()), value, at, problems);
            return;
        }
        // A service fills these in; whoever sends them has misunderstood something. The description of a permission's
        // type
        // asks for the address of whom it is for, although the address itself is called output only.
        if (schema.path("readOnly").asBoolean() && !at.equals("body.emailAddress")) {
            problems.add(at + " is output only");
        }
        boolean fits = switch (schema.path("type").asText()) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            default -> true;
        };
        if (!fits) {
            problems.add(at + " is no " + schema.path("type").asText());
        }
        if (schema.has("enum") && !schema.path("enum").toString().contains(value.toString())) {
            problems.add(at + " is none of the values");
        }
        if (value.isArray()) {
            value.forEach(item -> value(document, schema.path("items"), item, at + "[]", problems));
        }
    }

    private static void object(JsonNode document, JsonNode schema, JsonNode value, String at, List<String> problems) {
        if (!value.isObject()) {
            problems.add(at + " is no object");
            return;
        }
        value.properties().forEach(member -> {
            JsonNode property = schema.path("properties").path(member.getKey());
            if (property.isMissingNode()) {
                problems.add(at + " has no member " + member.getKey());
            } else {
                value(document, property, member.getValue(), at + "." + member.getKey(), problems);
            }
        });
    }
}
