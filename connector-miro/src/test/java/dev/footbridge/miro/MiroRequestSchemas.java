package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okio.Buffer;

/** Validates requests against the vendor's OpenAPI document: path, query and body; members it does not know are found. */
final class MiroRequestSchemas {

    private static final Optional<MiroRequestSchemas> VENDOR = VendorContracts.folder()
            .map(folder ->
                    new MiroRequestSchemas(VendorContracts.json(folder.resolve("miro/miro-openapi.fixed.json"))));

    private static final String FORM = "multipart/form-data";

    private record Operation(String name, String method, Pattern path, JsonNode json) {}

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private MiroRequestSchemas(JsonNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    if (verb.getValue().has("operationId")) {
                        String regex = path.getKey().replaceAll("\\{[^}]+}", "[^/]+");
                        operations.add(new Operation(
                                verb.getValue().path("operationId").asText(),
                                verb.getKey().toUpperCase(java.util.Locale.ROOT),
                                Pattern.compile(regex),
                                verb.getValue()));
                    }
                }));
        // A template can fit what another path says literally, so the literal ones come first.
        operations.sort(java.util.Comparator.comparing(
                operation -> operation.path().pattern().split("\\[\\^/]\\+", -1).length));
    }

    static Optional<MiroRequestSchemas> vendor() {
        return VENDOR;
    }

    JsonNode document() {
        return document;
    }

    /** Fails on the first request that the vendor's document does not allow. Does nothing without the document. */
    static void check(List<JournalEntry> sent) {
        VENDOR.ifPresent(schemas -> {
            for (JournalEntry entry : sent) {
                // Neither the token endpoint nor the address of a file, which items tell, is part of the document.
                if (!entry.path().startsWith("/v1/oauth/token")
                        && !entry.path().startsWith("/files/")
                        && !entry.path().contains("/resources/")) {
                    assertThat(schemas.violations(entry))
                            .as(
                                    "violations by %s %s",
                                    entry.method(), entry.path().replaceFirst("\\?.*", ""))
                            .isEmpty();
                }
            }
        });
    }

    private List<String> violations(JournalEntry entry) {
        String type = entry.headers().getOrDefault("content-type", "");
        if (!type.startsWith(FORM)) {
            return violations(entry.method(), entry.path(), entry.bodyText());
        }
        Operation operation = operations.stream()
                .filter(one -> one.method().equals(entry.method())
                        && one.path().matcher(entry.path()).matches())
                .findFirst()
                .orElseThrow();
        JsonNode form = resolved(operation.json().path("requestBody"))
                .path("content")
                .path(FORM)
                .path("schema");
        assertThat(form.isMissingNode()).as("forms are taken").isFalse();
        return fields(type, entry.body()).equals(Set.of("data", "resource"))
                ? List.of()
                : List.of("a form of other fields");
    }

    private static Set<String> fields(String type, byte[] body) {
        Set<String> names = new HashSet<>();
        try (MultipartReader parts = new MultipartReader(
                new Buffer().write(body), String.valueOf(MediaType.get(type).parameter("boundary")))) {
            for (MultipartReader.Part part = parts.nextPart(); part != null; part = parts.nextPart()) {
                String disposition = String.valueOf(part.headers().get("Content-Disposition"));
                names.add(disposition.replaceFirst("form-data; name=\"([a-z]+)\".*", "$1"));
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> violations(String method, String pathAndQuery, String body) {
        String[] parts = pathAndQuery.split("\\?", 2);
        Optional<Operation> operation = operations.stream()
                .filter(one -> one.method().equals(method)
                        && one.path().matcher(parts[0]).matches())
                .findFirst();
        if (operation.isEmpty()) {
            return List.of(method + " of this path is not in the vendor's document");
        }
        List<String> problems = new ArrayList<>();
        query(operation.get(), parts.length == 2 ? parts[1] : "", problems);
        body(operation.get(), body, problems);
        return problems;
    }

    private void query(Operation operation, String query, List<String> problems) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] sides = pair.split("=", 2);
                given.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
            }
        }
        Set<String> known = new HashSet<>();
        for (JsonNode reference : operation.json().path("parameters")) {
            JsonNode parameter = resolved(reference);
            if (!parameter.path("in").asText().equals("query")) {
                continue;
            }
            String name = parameter.path("name").asText();
            known.add(name);
            String value = given.get(name);
            if (value == null && parameter.path("required").asBoolean()) {
                problems.add("query parameter " + name + " is missing");
            }
            if (value != null) {
                value(name, value, resolved(parameter.path("schema")), problems);
            }
        }
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add("unknown query parameter " + name));
    }

    private static void value(String name, String value, JsonNode schema, List<String> problems) {
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode choice : schema.path("enum")) {
                known |= choice.asText().equals(value);
            }
            if (!known) {
                problems.add("query parameter " + name + " has no such value");
            }
        }
        if (schema.has("minimum") || schema.has("maximum")) {
            // Bounds that the document puts on texts mean numbers.
            long number = value.matches("\\d{1,19}") ? Long.parseLong(value) : -1;
            if (number < schema.path("minimum").asLong(0)
                    || number > schema.path("maximum").asLong(Long.MAX_VALUE)) {
                problems.add("query parameter " + name + " is out of bounds");
            }
        }
    }

    private void body(Operation operation, String body, List<String> problems) {
        JsonNode schema = resolved(operation.json().path("requestBody")).at("/content/application~1json/schema");
        if (schema.isMissingNode() || body.isEmpty()) {
            if (!body.isEmpty()) {
                problems.add(operation.name() + " takes no body");
            }
            if (body.isEmpty()
                    && resolved(operation.json().path("requestBody"))
                            .path("required")
                            .asBoolean()) {
                problems.add(operation.name() + " needs a body");
            }
            return;
        }
        try {
            JsonNode json = VendorContracts.MAPPER.readTree(body);
            compiled.computeIfAbsent(operation.name(), name -> compile(schema))
                    .validate(json)
                    .forEach(message -> problems.add(message.getMessage()));
            unknownMembers("", json, schema, problems, 0);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            problems.add("the body is no JSON");
        }
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode root = VendorContracts.MAPPER.createObjectNode();
        root.set("components", document.path("components"));
        root.putArray("allOf").add(schema);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
    }

    /** A schema allows members that it does not name; a request of ours shall have none. */
    private void unknownMembers(String at, JsonNode json, JsonNode raw, List<String> problems, int depth) {
        JsonNode schema = resolved(raw);
        if (depth > 10 || schema.has("anyOf") || schema.has("oneOf") || schema.has("allOf")) {
            return;
        }
        if (json.isArray()) {
            json.forEach(item -> unknownMembers(at + "[]", item, schema.path("items"), problems, depth + 1));
        } else if (json.isObject() && schema.has("properties")) {
            json.properties().forEach(member -> {
                JsonNode inner = schema.path("properties").path(member.getKey());
                if (inner.isMissingNode()) {
                    problems.add("unknown member " + at + "." + member.getKey());
                } else {
                    unknownMembers(at + "." + member.getKey(), member.getValue(), inner, problems, depth + 1);
                }
            });
        }
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
