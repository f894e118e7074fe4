package dev.footbridge.teams;

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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * The vendor's own specification of the interface: every request must name an operation of it, with options and a body
 * that it describes. Without the specification nothing is checked, and {@link TeamsVendorContractTest} says so.
 */
final class TeamsRequestSchemas {

    private static final String FILE = "msgraph-openapi-trimmed.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Parts of links that the platform itself makes. */
    private static final Set<String> OPAQUE = Set.of("$skiptoken", "$deltatoken");

    /**
     * An instance annotation in the place of an option, which the specification does not describe; see
     * https://learn.microsoft.com/graph/api/driveitem-put-content and the annotations of driveItem.
     */
    private static final String CONFLICT = "@microsoft.graph.conflictBehavior";

    /** What stands between colons is a path of any number of folders: one parameter of the specification. */
    private static final Pattern BY_PATH = Pattern.compile("(/items/[^/:]+):/.+:/");

    private static final TeamsRequestSchemas SHARED =
            new TeamsRequestSchemas(VendorContracts.folder().map(folder -> folder.resolve(FILE)));

    private final Optional<JsonNode> specification;
    private final Map<String, JsonNode> paths = new TreeMap<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final AtomicLong checked = new AtomicLong();

    private TeamsRequestSchemas(Optional<Path> file) {
        specification = file.map(VendorContracts::json);
        specification.ifPresent(tree -> {
            tree.path("paths").fields().forEachRemaining(entry -> paths.put(entry.getKey(), entry.getValue()));
            besides().path("paths").fields().forEachRemaining(entry -> paths.put(entry.getKey(), entry.getValue()));
        });
    }

    /** What the file leaves out. */
    private static JsonNode besides() {
        try (InputStream in = TeamsRequestSchemas.class.getResourceAsStream("group-members.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a call is an operation of the specification, by its template. */
    boolean describes(String method, String template) {
        return paths.containsKey(template) && paths.get(template).has(method.toLowerCase(java.util.Locale.ROOT));
    }

    static TeamsRequestSchemas shared() {
        return SHARED;
    }

    boolean isThere() {
        return specification.isPresent();
    }

    /** How many requests were checked so far. */
    long checked() {
        return checked.get();
    }

    /** Fails on the first request to the interface that the specification does not know like this. */
    void check(List<JournalEntry> entries) {
        if (isThere()) {
            for (JournalEntry entry : entries) {
                if (entry.path().startsWith("/v1.0/")) {
                    assertThat(violations(entry))
                            .as("violations of %s by %s %s", FILE, entry.method(), entry.path())
                            .isEmpty();
                    checked.incrementAndGet();
                }
            }
        }
    }

    private List<String> violations(JournalEntry entry) {
        return violations(entry.method(), entry.path().substring("/v1.0".length()), entry.body());
    }

    /** What the specification has against a request. */
    List<String> violations(String method, String pathAndQuery, byte[] body) {
        String[] parts = pathAndQuery.split("\\?", 2);
        Optional<JsonNode> operation =
                operation(method, BY_PATH.matcher(parts[0]).replaceFirst("$1:/path:/"));
        if (operation.isEmpty()) {
            return List.of("no such operation");
        }
        List<String> violations = new ArrayList<>();
        if (parts.length == 2) {
            violations.addAll(oddOptions(operation.get(), parts[1]));
        }
        if (operation.get().at("/requestBody/content").has("application/octet-stream")) {
            return violations;
        }
        JsonNode schema = operation
                .get()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (body.length > 0
                || operation.get().path("requestBody").path("required").asBoolean()) {
            violations.addAll(oddBody(schema, body));
        }
        return violations;
    }

    private Optional<JsonNode> operation(String method, String path) {
        return paths.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), path))
                .map(Map.Entry::getValue)
                .filter(item -> item.has(method.toLowerCase(java.util.Locale.ROOT)))
                // Fewest parameters first: "delta" is not the id of a message.
                .min(
                        java.util.Comparator.comparing(item -> item
                                .path(method.toLowerCase(java.util.Locale.ROOT))
                                .path("parameters")
                                .findValuesAsText("in")
                                .stream()
                                .filter("path"::equals)
                                .count()))
                .map(item -> item.path(method.toLowerCase(java.util.Locale.ROOT)));
    }

    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static List<String> oddOptions(JsonNode operation, String query) {
        Set<String> known = new HashSet<>(OPAQUE);
        known.add(CONFLICT);
        operation
                .path("parameters")
                .forEach(parameter -> known.add(parameter.path("name").asText()));
        List<String> odd = new ArrayList<>();
        for (String pair : query.split("&")) {
            String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
            if (!known.contains(name)) {
                odd.add("unknown query option " + name);
            }
        }
        return odd;
    }

    private List<String> oddBody(JsonNode schema, byte[] body) {
        if (schema.isMissingNode()) {
            return List.of("a body where there is none");
        }
        try {
            JsonSchema compiled = schemas.computeIfAbsent(schema.toString(), key -> compile(schema));
            return compiled.validate(JSON.readTree(body)).stream()
                    .map(ValidationMessage::toString)
                    .toList();
        } catch (IOException e) {
            return List.of("a body that is no JSON");
        }
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) strict(schema);
        ObjectNode all = whole.putObject("components").putObject("schemas");
        specification
                .orElseThrow()
                .path("components")
                .path("schemas")
                .fields()
                .forEachRemaining(entry -> all.set(entry.getKey(), strict(entry.getValue())));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
    }

    /** OpenAPI 3.0 as JSON Schema; members that are not described are refused, but those of the protocol. */
    private JsonNode strict(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        if (schema.path("x-discriminator").path("mapping").isObject()) {
            return anyOfItsKinds((ObjectNode) schema);
        }
        ObjectNode out = JSON.createObjectNode();
        ObjectNode properties = JSON.createObjectNode();
        collect(schema, properties, new HashSet<>());
        if (!properties.isEmpty()) {
            ObjectNode described = out.putObject("properties");
            properties.fields().forEachRemaining(entry -> described.set(entry.getKey(), strict(entry.getValue())));
            out.put("additionalProperties", false);
            out.putObject("patternProperties").putObject("^@");
        }
        for (String keyword : List.of("type", "enum", "format", "$ref")) {
            if (schema.has(keyword)) {
                out.set(keyword, schema.get(keyword));
            }
        }
        if (schema.has("items")) {
            out.set("items", strict(schema.get("items")));
        }
        if (schema.has("anyOf")) {
            schema.get("anyOf").forEach(one -> out.withArray("anyOf").add(strict(one)));
        }
        return schema.path("nullable").asBoolean() ? orNull(out) : out;
    }

    /** The type itself or one of those that extend it: the platform lets {@code @odata.type} be left out. */
    private JsonNode anyOfItsKinds(ObjectNode schema) {
        ObjectNode itself = schema.deepCopy();
        JsonNode kinds = itself.remove("x-discriminator").path("mapping");
        ObjectNode out = JSON.createObjectNode();
        out.withArray("anyOf").add(strict(itself));
        kinds.forEach(kind -> out.withArray("anyOf").addObject().put("$ref", kind.asText()));
        return out;
    }

    private static JsonNode orNull(ObjectNode schema) {
        ObjectNode out = JSON.createObjectNode();
        out.putArray("anyOf").add(schema).addObject().put("type", "null");
        return out;
    }

    /** The members of a type with those of its base types. */
    private void collect(JsonNode schema, ObjectNode properties, Set<String> seen) {
        for (JsonNode part : schema.path("allOf")) {
            String ref = part.path("$ref").asText("");
            if (ref.isEmpty()) {
                collect(part, properties, seen);
            } else if (seen.add(ref)) {
                String name = ref.substring(ref.lastIndexOf('/') + 1);
                collect(
                        specification
                                .orElseThrow()
                                .path("components")
                                .path("schemas")
                                .path(name),
                        properties,
                        seen);
            }
        }
        schema.path("properties").fields().forEachRemaining(entry -> properties.set(entry.getKey(), entry.getValue()));
    }
}
