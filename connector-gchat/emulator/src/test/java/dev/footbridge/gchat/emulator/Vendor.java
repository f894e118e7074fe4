package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Checks answers against the vendor's discovery documents, where they are at hand. */
final class Vendor {
    private record Method(String http, Pattern path, String response, JsonNode schemas) {}

    private static final Optional<Vendor> INSTANCE = VendorContracts.folder().map(Vendor::new);
    static final AtomicLong CHECKED = new AtomicLong();

    private final List<Method> methods = new ArrayList<>();
    private final JsonNode chatSchemas;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private Vendor(Path folder) {
        for (String file : List.of(
                "chat.v1",
                "workspaceevents.v1.trimmed",
                "pubsub.v1.trimmed",
                "admin.directory_v1.trimmed",
                "people.v1.trimmed")) {
            JsonNode document = VendorContracts.json(folder.resolve("gchat/" + file + ".json"));
            collect(document, document.path("schemas"));
        }
        chatSchemas = VendorContracts.json(folder.resolve("gchat/chat.v1.schemas.json"));
    }

    private void collect(JsonNode resource, JsonNode schemas) {
        for (JsonNode method : resource.path("methods")) {
            String path = method.path("flatPath").asText(method.path("path").asText());
            String regex = "/?" + path.replaceAll("\\{[^}]+}", "[^/:]+");
            String response = method.path("response").path("$ref").asText("");
            methods.add(new Method(method.path("httpMethod").asText(), Pattern.compile(regex), response, schemas));
        }
        resource.path("resources").forEach(inner -> collect(inner, schemas));
    }

    /** What is wrong with an answer; nothing without the contracts. */
    static List<String> problems(String http, String path, JsonNode answer) {
        return INSTANCE.map(vendor -> vendor.check(http, path, answer)).orElse(List.of());
    }

    /** What is wrong with a resource of Chat within an event. */
    static List<String> resource(String schema, JsonNode resource) {
        return INSTANCE.map(vendor -> {
                    List<String> problems = new ArrayList<>();
                    Method any = vendor.methods.get(0);
                    known(any.schemas(), any.schemas().path(schema), resource, "$", problems);
                    vendor.schema(schema).validate(resource).forEach(message -> problems.add(message.getMessage()));
                    return problems;
                })
                .orElse(List.of());
    }

    private List<String> check(String http, String path, JsonNode answer) {
        List<String> problems = new ArrayList<>();
        for (Method method : methods) {
            if (method.http().equals(http)
                    && method.path().matcher(path).matches()
                    && !method.response().isEmpty()) {
                CHECKED.incrementAndGet();
                known(method.schemas(), method.schemas().path(method.response()), answer, "$", problems);
                if (chatSchemas.path("definitions").has(method.response()) && path.matches("/v1/(spaces|media).*")) {
                    schema(method.response()).validate(answer).forEach(message -> problems.add(message.getMessage()));
                }
                return problems;
            }
        }
        return problems;
    }

    private JsonSchema schema(String name) {
        return compiled.computeIfAbsent(name, wanted -> {
            ObjectNode root = chatSchemas.deepCopy();
            root.put("$ref", "#/definitions/" + wanted).remove("$id");
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root);
        });
    }

    /** The vendor's schemas allow any member; an emulator must not invent some. */
    private static void known(JsonNode schemas, JsonNode schema, JsonNode value, String at, List<String> problems) {
        JsonNode own = schema.has("$ref") ? schemas.path(schema.path("$ref").asText()) : schema;
        if (value.isArray()) {
            for (JsonNode item : value) {
                known(schemas, own.path("items"), item, at + "[]", problems);
            }
        } else if (value.isObject() && own.has("properties")) {
            for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (own.path("properties").has(name)) {
                    known(schemas, own.path("properties").path(name), value.path(name), at + "." + name, problems);
                } else {
                    problems.add(at + "." + name + " is unknown to the vendor");
                }
            }
        } else if (value.isNull()) {
            problems.add(at + " is null");
        } else if (value.isTextual() && own.has("enum")) {
            boolean listed = false;
            for (JsonNode option : own.path("enum")) {
                listed = listed || option.equals(value);
            }
            if (!listed) {
                problems.add(at + " is not one of the vendor's words: " + value);
            }
        }
    }
}
