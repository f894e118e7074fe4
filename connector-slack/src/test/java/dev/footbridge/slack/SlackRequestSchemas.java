package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.slack.api.model.block.element.RichTextListElement;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Validates requests against the vendor's OpenAPI document. On the wire all arguments are text. */
final class SlackRequestSchemas {

    private static final Optional<SlackRequestSchemas> VENDOR = VendorContracts.folder()
            .map(folder -> new SlackRequestSchemas(VendorContracts.json(folder.resolve("slack-openapi-trimmed.json"))));

    private final JsonNode document;
    private final Map<String, JsonSchema> byMethod = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Set<String>>> types = new ConcurrentHashMap<>();

    private SlackRequestSchemas(JsonNode document) {
        this.document = document;
        amend();
    }

    /**
     * The document is made of the types of one of the vendor's SDKs, which forget {@code offset}; another of them and
     * https://docs.slack.dev/reference/block-kit/block-elements/rich-text-list-element have it.
     */
    private void amend() {
        assertThat(RichTextListElement.builder().offset(2).build().getOffset()).isEqualTo(2);
        JsonNode properties = document.at("/components/schemas/RichTextList/properties");
        assertThat(properties.has("offset")).as("the amendment is still needed").isFalse();
        ((ObjectNode) properties).putObject("offset").put("type", "integer").put("minimum", 0);
    }

    static Optional<SlackRequestSchemas> vendor() {
        return VENDOR;
    }

    /** Fails on the first request that the vendor's document does not allow. Does nothing without the document. */
    static void check(List<JournalEntry> sent) {
        VENDOR.ifPresent(schemas -> {
            for (JournalEntry entry : sent) {
                String method = entry.path().replaceFirst("^/api/", "").replaceFirst("\\?.*", "");
                assertThat(entry.method()).as("verb of %s", method).isEqualTo("POST");
                assertThat(entry.headers().get("content-type")).startsWith("application/x-www-form-urlencoded");
                assertThat(schemas.violations(method, ScriptedSlack.form(entry.bodyText())))
                        .as("violations of the vendor's schema by a request of %s", method)
                        .isEmpty();
            }
        });
    }

    List<String> violations(String method, Map<String, String> form) {
        JsonNode schema = document.path("paths")
                .path("/" + method)
                .at("/post/requestBody/content")
                .path("application/x-www-form-urlencoded")
                .path("schema");
        if (schema.isMissingNode()) {
            return List.of(method + " is not in the vendor's document");
        }
        ObjectNode arguments = VendorContracts.MAPPER.createObjectNode();
        Map<String, Set<String>> expected = types.computeIfAbsent(method, name -> argumentTypes(schema));
        form.forEach((name, value) -> arguments.set(name, decoded(value, expected.getOrDefault(name, Set.of()))));
        List<String> problems = new ArrayList<>();
        for (ValidationMessage message :
                byMethod.computeIfAbsent(method, name -> compiled(schema)).validate(arguments)) {
            problems.add(message.getMessage());
        }
        return problems;
    }

    private JsonSchema compiled(JsonNode schema) {
        ObjectNode root = VendorContracts.MAPPER.createObjectNode();
        root.set("components", document.path("components"));
        root.putArray("allOf").add(schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
    }

    private static JsonNode decoded(String value, Set<String> types) {
        ObjectNode holder = VendorContracts.MAPPER.createObjectNode();
        if (types.contains("boolean") && Set.of("0", "1", "true", "false").contains(value)) {
            return holder.put("v", value.equals("1") || value.equals("true")).path("v");
        }
        if ((types.contains("number") || types.contains("integer")) && value.matches("-?\\d{1,18}")) {
            return holder.put("v", Long.parseLong(value)).path("v");
        }
        if ((types.contains("array") || types.contains("object")) && value.matches("(?s)\\s*[\\[{].*")) {
            try {
                return VendorContracts.MAPPER.readTree(value);
            } catch (JsonProcessingException e) {
                return holder.put("v", value).path("v");
            }
        }
        return holder.put("v", value).path("v");
    }

    /** The types an argument may have in any of the alternatives. */
    private Map<String, Set<String>> argumentTypes(JsonNode schema) {
        Map<String, Set<String>> found = new ConcurrentHashMap<>();
        collect(schema, found, new HashSet<>());
        return found;
    }

    private void collect(JsonNode schema, Map<String, Set<String>> found, Set<String> seen) {
        String reference = schema.path("$ref").asText("");
        if (!reference.isEmpty() && seen.add(reference)) {
            collect(document.at(reference.substring(1)), found, seen);
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(choice).forEach(inner -> collect(inner, found, seen));
        }
        schema.path("properties").properties().forEach(property -> {
            Set<String> types = found.computeIfAbsent(property.getKey(), name -> new LinkedHashSet<>());
            valueTypes(property.getValue(), types, new HashSet<>());
        });
    }

    private void valueTypes(JsonNode schema, Set<String> types, Set<String> seen) {
        String reference = schema.path("$ref").asText("");
        if (!reference.isEmpty() && seen.add(reference)) {
            valueTypes(document.at(reference.substring(1)), types, seen);
        }
        if (schema.path("type").isTextual()) {
            types.add(schema.path("type").asText());
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(choice).forEach(inner -> valueTypes(inner, types, seen));
        }
    }
}
