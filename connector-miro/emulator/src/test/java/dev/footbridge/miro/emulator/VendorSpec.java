package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The vendor's OpenAPI description: validates answers, and finds members it does not know. */
final class VendorSpec {
    /**
     * Where the description is wrong. The answer of bulk creation knows the data of files only, although every kind can be
     * created; audit events have a zone without a colon, as its own example shows; legal holds and what they hold require members that
     * they do not define; the answer to a cancelled export is to be a text and an object at once.
     */
    private static final Pattern HOLES = Pattern.compile(String.join(
            "|",
            "\\S+/items/bulk \\$\\.data\\[]\\.data\\..*",
            "/v2/audit/logs \\S+createdAt: does not match the date-time.*",
            "\\S+/legal-holds\\S* \\S+ required property '(scopeValue|id|name)' not found",
            "\\S+/export/jobs/\\S+/status \\$\\.status: string found, object expected"));

    private static final String IRI = "https://miro.example/openapi.json";

    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final Map<String, List<String>> templates = new HashMap<>();
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .build();

    private VendorSpec(String text) throws IOException {
        document = Api.MAPPER.readTree(text);
        var dialect = OpenApi30.getInstance();
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V4,
                builder -> builder.metaSchema(dialect)
                        .defaultMetaSchemaIri(dialect.getIri())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(IRI, text))));
        document.path("paths").fieldNames().forEachRemaining(path -> templates.put(path, List.of(path.split("/"))));
    }

    static Optional<VendorSpec> find() {
        return VendorContracts.folder().map(folder -> {
            try {
                return new VendorSpec(Files.readString(folder.resolve("miro/miro-openapi.fixed.json")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    JsonNode document() {
        return document;
    }

    /** What the description says against an answer. Paths that it does not have are not looked at. */
    List<String> complaints(String method, String path, Api.Answer answer) {
        Optional<String> template = template(path);
        if (template.isEmpty() || answer.body().length == 0) {
            return List.of();
        }
        String verb = method.toLowerCase(Locale.ROOT);
        JsonNode responses =
                document.path("paths").path(template.get()).path(verb).path("responses");
        String status = Integer.toString(answer.status());
        String pointer;
        if (answer.status() >= 400) {
            pointer = "/components/schemas/ErrorResponse";
        } else if (responses.has(status)) {
            pointer = "/paths/" + escape(template.get()) + "/" + verb + "/responses/" + status
                    + "/content/application~1json/schema";
        } else {
            return List.of(method + " " + path + " has no answer " + status);
        }
        List<String> found = new ArrayList<>();
        factory.getSchema(SchemaLocation.of(IRI + "#" + pointer), config)
                .validate(answer.json())
                .forEach(message -> found.add(message.toString()));
        if (answer.status() < 400) {
            unknown("$", document.at(pointer), answer.json(), found);
        }
        found.removeIf(complaint -> HOLES.matcher(path + " " + complaint).matches());
        return List.copyOf(new TreeSet<>(found));
    }

    private static String escape(String template) {
        return template.replace("~", "~0").replace("/", "~1");
    }

    /** Of the templates that fit the one with the fewest placeholders. */
    private Optional<String> template(String path) {
        List<String> segments = List.of(path.split("/"));
        return templates.entrySet().stream()
                .filter(entry -> fits(entry.getValue(), segments))
                .map(Map.Entry::getKey)
                .min(java.util.Comparator.comparingLong(
                        key -> key.chars().filter(c -> c == '{').count()));
    }

    private static boolean fits(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!template.get(i).startsWith("{") && !template.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void unknown(String path, JsonNode schema, JsonNode value, List<String> found) {
        JsonNode resolved = resolve(schema);
        if (value.isArray()) {
            value.forEach(item -> unknown(path + "[]", resolved.path("items"), item, found));
            return;
        }
        if (!value.isObject()) {
            return;
        }
        Map<String, List<JsonNode>> members = new HashMap<>();
        boolean closed = collect(resolved, members);
        for (var member : value.properties()) {
            List<JsonNode> known = members.get(member.getKey());
            if (known != null) {
                if (known.size() == 1) {
                    unknown(path + "." + member.getKey(), known.get(0), member.getValue(), found);
                }
            } else if (closed) {
                found.add(path + "." + member.getKey() + " is not a member of the schema");
            }
        }
    }

    /** Gathers the members that a schema and its parts name; false when any member goes. */
    private boolean collect(JsonNode schema, Map<String, List<JsonNode>> members) {
        JsonNode resolved = resolve(schema);
        boolean named = resolved.has("properties");
        resolved.path("properties")
                .properties()
                .forEach(member -> members.computeIfAbsent(member.getKey(), key -> new ArrayList<>())
                        .add(member.getValue()));
        for (String combination : List.of("allOf", "anyOf", "oneOf")) {
            for (JsonNode part : resolved.path(combination)) {
                named |= collect(part, members);
            }
        }
        return named && !resolved.path("additionalProperties").asBoolean(false);
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            at = document.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }
}
