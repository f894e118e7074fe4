package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The vendor's OpenAPI description: validates values, and finds members it does not know. */
final class VendorSchemas {
    private static final String FILE = "msgraph-openapi-trimmed.json";
    private static final String IRI = "https://graph.example/openapi.json";
    private static final String REF = "#/components/schemas/";

    /** Members of the documented samples that the schemas of v1.0 do not list. */
    private static final Set<String> DOCUMENTED = Set.of(
            ".user.tenantId",
            ".user.userIdentityType",
            ".from.conversation",
            ".mentioned.tag",
            ".application.applicationIdentityType");

    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_PATH)
            .formatAssertionsEnabled(true)
            .build();

    VendorSchemas() throws IOException {
        var text =
                Files.readString(VendorContracts.required(VendorSchemas.class).resolve(FILE));
        document = Api.MAPPER.readTree(text);
        var dialect = OpenApi30.getInstance();
        factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V4,
                builder -> builder.metaSchema(dialect)
                        .defaultMetaSchemaIri(dialect.getIri())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(IRI, text))));
    }

    /** The name of the schema of a successful answer of an operation. */
    String responseSchema(String method, String path) {
        var schema = document.path("paths")
                .path(path)
                .path(method.toLowerCase(java.util.Locale.ROOT))
                .path("responses")
                .path("2XX")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asText();
        if (!schema.startsWith(REF)) {
            throw new AssertionError("No schema for " + method + " " + path);
        }
        return schema.substring(REF.length());
    }

    /** What the schema says against a value, and the members that it does not know. */
    List<String> complaints(String schema, JsonNode value) {
        var found = new ArrayList<String>();
        var validator = factory.getSchema(SchemaLocation.of(IRI + REF + schema), config);
        validator.validate(value).forEach(m -> found.add(m.toString()));
        unknown("$", document.path("components").path("schemas").path(schema), value, found);
        return found;
    }

    private void unknown(String path, JsonNode schema, JsonNode value, List<String> found) {
        if (value.isArray()) {
            var items = resolve(schema).path("items");
            value.forEach(item -> unknown(path + "[]", items, item, found));
            return;
        }
        if (!value.isObject()) {
            return;
        }
        var type = value.path("@odata.type").asText("");
        var properties = new HashMap<String, JsonNode>();
        collect(type.startsWith("#microsoft.graph.") ? named(type.substring(1)) : schema, properties);
        for (var member : value.properties()) {
            var name = member.getKey();
            var known = properties.get(name);
            if (known != null) {
                unknown(path + "." + name, known, member.getValue(), found);
            } else if (name.indexOf('@') < 0 && DOCUMENTED.stream().noneMatch((path + "." + name)::endsWith)) {
                found.add(path + "." + name + " is not a member of the schema");
            }
        }
    }

    private void collect(JsonNode schema, Map<String, JsonNode> properties) {
        var resolved = resolve(schema);
        resolved.path("properties").properties().forEach(p -> properties.put(p.getKey(), p.getValue()));
        for (var combination : Set.of("allOf", "anyOf", "oneOf")) {
            resolved.path(combination).forEach(part -> collect(part, properties));
        }
    }

    private JsonNode resolve(JsonNode schema) {
        var ref = schema.path("$ref").asText("");
        return ref.startsWith(REF) ? named(ref.substring(REF.length())) : schema;
    }

    private JsonNode named(String name) {
        return document.path("components").path("schemas").path(name);
    }

    /** Complaints of many values, each once. */
    static Set<String> distinct(List<String> complaints) {
        return new TreeSet<>(complaints);
    }
}
