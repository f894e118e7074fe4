package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The vendor's OpenAPI descriptions: says what is wrong with an answer, and which members nobody documented. Every call of every
 * test goes through it where the descriptions are at hand.
 */
final class VendorSchemas {
    private static final String REF = "#/components/schemas/";

    /** Members that the descriptions leave out: the vendor's Webhooks guide shows them. */
    private static final Set<String> IN_THE_GUIDE = Set.of("orgId", "createdBy", "appId");

    private static final Optional<VendorSchemas> SHARED =
            VendorContracts.folder().map(VendorSchemas::new);

    private record Operation(Pattern path, String method, String template, JsonNode spec, String iri) {}

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonNode> documents;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .build();
    private final Set<String> checked = ConcurrentHashMap.newKeySet();

    private VendorSchemas(Path folder) {
        Map<String, String> texts = Map.of(
                "https://webex.example/messaging", text(folder.resolve("webex/webex-messaging.fixed.json")),
                "https://webex.example/admin", text(folder.resolve("webex/webex-admin.trimmed.json")));
        documents = new ConcurrentHashMap<>();
        texts.forEach((iri, text) -> read(iri, text));
        var dialect = OpenApi30.getInstance();
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V4,
                builder -> builder.metaSchema(dialect)
                        .defaultMetaSchemaIri(dialect.getIri())
                        .schemaLoaders(loaders -> loaders.schemas(texts)));
    }

    static Optional<VendorSchemas> shared() {
        return SHARED;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String iri, String text) {
        try {
            JsonNode document = Api.MAPPER.readTree(text);
            documents.put(iri, document);
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(method -> {
                        String template = path.getKey();
                        operations.add(new Operation(
                                Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+")),
                                method.getKey().toUpperCase(Locale.ROOT),
                                template,
                                method.getValue(),
                                iri));
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The successful operations that were checked so far, such as {@code GET /rooms}. */
    Set<String> checked() {
        return new TreeSet<>(checked);
    }

    /** What is wrong with an answer to a path below the API version; nothing for paths of which the vendor says nothing. */
    List<String> complaints(String method, String path, int status, byte[] body) {
        return find(method, path)
                .map(operation -> complaints(operation, status, body))
                .orElse(List.of());
    }

    /** A path without variables goes before one with them. */
    private Optional<Operation> find(String method, String path) {
        return operations.stream()
                .filter(one ->
                        one.method().equals(method) && one.path().matcher(path).matches())
                .min((one, other) -> Boolean.compare(
                        one.template().contains("{"), other.template().contains("{")));
    }

    private List<String> complaints(Operation operation, int status, byte[] body) {
        JsonNode answer = operation.spec().path("responses").path(String.valueOf(status));
        if (answer.isMissingNode()) {
            return List.of("status " + status + " is not documented");
        }
        if (status >= 300) {
            return status == 429 || operation.method().equals("HEAD") ? List.of() : error(body);
        }
        checked.add(operation.method() + " " + operation.template());
        JsonNode content = answer.path("content").path("application/json");
        return content.isMissingNode() ? List.of() : success(operation, content, parse(body));
    }

    private List<String> success(Operation operation, JsonNode content, JsonNode value) {
        List<String> found = new ArrayList<>();
        JsonNode declared = content.path("schema");
        String ref = declared.path("$ref").asText("");
        JsonSchema schema = ref.isEmpty()
                ? factory.getSchema(declared, config)
                : factory.getSchema(SchemaLocation.of(operation.iri() + ref), config);
        schema.validate(value).forEach(message -> found.add(message.toString()));
        unknown(operation.iri(), "$", declared, content.path("example"), value, found);
        return found;
    }

    /** {@code {message, errors: [{description}], trackingId}}, as the vendor's guide shows it. */
    private static List<String> error(byte[] body) {
        JsonNode error = parse(body);
        List<String> found = new ArrayList<>();
        if (!error.path("message").isTextual() || !error.path("trackingId").isTextual()) {
            found.add("message or trackingId is missing: " + error);
        }
        if (!error.path("errors").path(0).path("description").isTextual()) {
            found.add("errors[0].description is missing: " + error);
        }
        return found;
    }

    /** Members that neither the schema nor the example has. */
    private void unknown(
            String iri, String path, JsonNode schema, JsonNode example, JsonNode value, List<String> found) {
        JsonNode resolved = resolve(iri, schema);
        if (value.isArray()) {
            value.forEach(item -> unknown(iri, path + "[]", resolved.path("items"), example.path(0), item, found));
            return;
        }
        Set<String> known = new HashSet<>(IN_THE_GUIDE);
        resolved.path("properties").fieldNames().forEachRemaining(known::add);
        example.fieldNames().forEachRemaining(known::add);
        boolean open = !resolved.has("properties") && !example.isObject() || path.endsWith(".inputs");
        if (!value.isObject() || open) {
            return;
        }
        value.properties().forEach(member -> {
            String name = member.getKey();
            if (known.contains(name)) {
                JsonNode next = resolved.path("properties").path(name);
                unknown(iri, path + "." + name, next, example.path(name), member.getValue(), found);
            } else {
                found.add(path + "." + name + " is not documented");
            }
        });
    }

    private JsonNode resolve(String iri, JsonNode schema) {
        String ref = schema.path("$ref").asText("");
        return ref.startsWith(REF)
                ? documents
                        .getOrDefault(iri, schema)
                        .path("components")
                        .path("schemas")
                        .path(ref.substring(REF.length()))
                : schema;
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Api.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
