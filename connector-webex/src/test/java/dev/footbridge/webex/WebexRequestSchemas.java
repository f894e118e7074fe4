package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okio.Buffer;

/**
 * The vendor's own OpenAPI documents: every request must name an operation of them, with options and a body that it
 * describes. Without the documents nothing is checked, and {@link WebexVendorContractTest} says so.
 */
final class WebexRequestSchemas {

    private static final List<String> FILES = List.of("webex-messaging.fixed.json", "webex-admin.trimmed.json");
    private static final String FORM = "multipart/form-data";
    private static final Pattern NAME = Pattern.compile("form-data; name=\"([a-zA-Z]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Part of links that the platform itself makes. */
    private static final String CURSOR = "cursor";

    private static final WebexRequestSchemas SHARED = new WebexRequestSchemas();

    private record Operation(JsonNode specification, JsonNode path, JsonNode operation) {}

    private final List<JsonNode> specifications = new ArrayList<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final AtomicLong checked = new AtomicLong();

    private WebexRequestSchemas() {
        VendorContracts.folder()
                .ifPresent(folder -> FILES.forEach(
                        file -> specifications.add(VendorContracts.json(folder.resolve("webex/" + file)))));
    }

    static WebexRequestSchemas shared() {
        return SHARED;
    }

    /** How many requests were checked so far. */
    long checked() {
        return checked.get();
    }

    /** Fails on the first request to the interface that the vendor does not know like this. */
    void check(List<JournalEntry> entries) {
        if (specifications.isEmpty()) {
            return;
        }
        for (JournalEntry entry : entries) {
            boolean token = entry.path().startsWith("/v1/access_token");
            if (entry.path().startsWith("/v1/") && !token) {
                String type = entry.headers().getOrDefault("content-type", "");
                assertThat(violations(entry.method(), entry.path().substring("/v1".length()), type, entry.body()))
                        .as("violations by %s %s", entry.method(), entry.path())
                        .isEmpty();
                checked.incrementAndGet();
            }
        }
    }

    /** What the vendor has against a request. */
    List<String> violations(String method, String pathAndQuery, byte[] body) {
        return violations(method, pathAndQuery, "application/json", body);
    }

    private List<String> violations(String method, String pathAndQuery, String type, byte[] body) {
        String[] parts = pathAndQuery.split("\\?", 2);
        Optional<Operation> found = operation(method, parts[0]);
        if (found.isEmpty()) {
            return List.of("no such operation");
        }
        JsonNode operation = found.get().operation();
        List<String> violations = new ArrayList<>();
        violations.addAll(odd(found.get(), parts.length == 2 ? parts[1] : ""));
        boolean form = type.startsWith(FORM);
        JsonNode schema = operation
                .path("requestBody")
                .path("content")
                .path(form ? FORM : "application/json")
                .path("schema");
        if (body.length > 0 || !schema.isMissingNode()) {
            byte[] json = form ? fields(type, body) : body;
            violations.addAll(oddBody(found.get().specification(), schema, json));
        }
        return violations;
    }

    boolean knows(String method, String template) {
        return specifications.stream()
                .anyMatch(specification ->
                        specification.path("paths").path(template).has(method.toLowerCase(Locale.ROOT)));
    }

    /** The fields of a form, and the name of the file that ends it: the journal has only the start of large ones. */
    private static byte[] fields(String type, byte[] body) {
        ObjectNode fields = JSON.createObjectNode();
        String boundary = String.valueOf(MediaType.get(type).parameter("boundary"));
        try (MultipartReader parts = new MultipartReader(new Buffer().write(body), boundary)) {
            MultipartReader.Part part = parts.nextPart();
            while (part != null) {
                String disposition = String.valueOf(part.headers().get("Content-Disposition"));
                Matcher name = NAME.matcher(disposition);
                assertThat(name.find()).as(disposition).isTrue();
                boolean file = disposition.contains("filename=");
                fields.put(name.group(1), file ? "a file" : part.body().readUtf8());
                part = file ? null : parts.nextPart();
            }
            return JSON.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A path without parameters first: "me" is not the id of a person. */
    private Optional<Operation> operation(String method, String path) {
        for (JsonNode specification : specifications) {
            JsonNode whole = specification.path("paths").path(path);
            JsonNode item = whole.path(method.toLowerCase(Locale.ROOT));
            if (!item.isMissingNode()) {
                return Optional.of(new Operation(specification, whole, item));
            }
        }
        for (JsonNode specification : specifications) {
            for (Map.Entry<String, JsonNode> entry : specification.path("paths").properties()) {
                JsonNode item = entry.getValue().path(method.toLowerCase(Locale.ROOT));
                if (!item.isMissingNode() && path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
                    return Optional.of(new Operation(specification, entry.getValue(), item));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> odd(Operation operation, String query) {
        Set<String> known = new HashSet<>(Set.of(CURSOR));
        Set<String> required = new HashSet<>();
        List<JsonNode> parameters = new ArrayList<>();
        operation.operation().path("parameters").forEach(parameters::add);
        operation.path().path("parameters").forEach(parameters::add);
        for (JsonNode parameter : parameters) {
            if (parameter.path("in").asText().equals("query")) {
                known.add(parameter.path("name").asText());
                if (parameter.path("required").asBoolean()) {
                    required.add(parameter.path("name").asText());
                }
            }
        }
        List<String> odd = new ArrayList<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
            required.remove(name);
            if (!known.contains(name)) {
                odd.add("unknown query option " + name);
            }
        }
        required.forEach(name -> odd.add("missing query option " + name));
        return odd;
    }

    private List<String> oddBody(JsonNode specification, JsonNode schema, byte[] body) {
        if (schema.isMissingNode()) {
            return List.of("a body where there is none");
        }
        try {
            JsonSchema compiled = schemas.computeIfAbsent(schema.toString(), key -> compile(specification, schema));
            return compiled.validate(JSON.readTree(body)).stream()
                    .map(ValidationMessage::toString)
                    .toList();
        } catch (IOException e) {
            return List.of("a body that is no JSON");
        }
    }

    private JsonSchema compile(JsonNode specification, JsonNode schema) {
        ObjectNode whole = strict(schema);
        ObjectNode all = whole.putObject("components").putObject("schemas");
        for (Map.Entry<String, JsonNode> entry :
                specification.at("/components/schemas").properties()) {
            all.set(entry.getKey(), strict(entry.getValue()));
        }
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
    }

    /** OpenAPI 3.0 as JSON Schema; members that are not described are refused. */
    private static ObjectNode strict(JsonNode schema) {
        ObjectNode out = JSON.createObjectNode();
        for (String keyword : List.of("type", "enum", "required", "$ref", "maxLength", "minLength")) {
            if (schema.has(keyword)) {
                out.set(keyword, schema.get(keyword));
            }
        }
        if (schema.has("properties")) {
            ObjectNode properties = out.putObject("properties");
            for (Map.Entry<String, JsonNode> entry : schema.get("properties").properties()) {
                properties.set(entry.getKey(), strict(entry.getValue()));
            }
            out.put("additionalProperties", false);
        }
        if (schema.has("items")) {
            out.set("items", strict(schema.get("items")));
        }
        return out;
    }
}
