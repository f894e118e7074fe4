package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Page;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The three forms that all operations of an organisation have: one thing, a page of things, a change. */
final class MiroEnterpriseCalls {

    private static final int MAX_DEPTH = 8;
    private static final int MAX_VALUES = 1_000;

    private final MiroApi api;
    private final String organization;

    MiroEnterpriseCalls(MiroApi api, String organization) {
        this.api = api;
        this.organization = organization;
    }

    /** One call; the organisation is part of each path that has it. */
    JsonNode call(String operation, Map<String, String> ids, Map<String, String> query, @Nullable JsonNode body)
            throws ConnectorException, InterruptedException {
        for (String id : ids.values()) {
            if (!MiroIds.isId(id)) {
                throw ConnectorException.of(Kind.NOT_FOUND, "odd_id", "This is no id of " + operation);
            }
        }
        Map<String, String> path = new HashMap<>(ids);
        path.put("org_id", organization);
        return api.call(operation, path, query, body);
    }

    <T> T one(String operation, Map<String, String> ids, Function<JsonNode, T> read)
            throws ConnectorException, InterruptedException {
        return read.apply(call(operation, ids, Map.of(), null));
    }

    <T> Page<T> page(
            String operation,
            Map<String, String> ids,
            Map<String, String> query,
            Optional<String> cursor,
            Function<JsonNode, T> read)
            throws ConnectorException, InterruptedException {
        Map<String, String> all = new HashMap<>(query);
        cursor.ifPresent(value -> all.put("cursor", value));
        JsonNode answer = call(operation, ids, all, null);
        List<T> items = new ArrayList<>();
        // The search by mail addresses answers with the bare list.
        (answer.isArray() ? answer : answer.path("data")).forEach(item -> items.add(read.apply(item)));
        return new Page<>(
                items,
                Json.nonBlank(answer, "cursor")
                        .filter(next -> !Optional.of(next).equals(cursor)));
    }

    static String text(JsonNode node, String... path) {
        return Json.text(node, path).orElse("");
    }

    /** An object without a fixed shape: its values by their paths, joined by dots; lists have numbers. */
    static Map<String, String> flat(JsonNode node) {
        Map<String, String> values = new java.util.TreeMap<>();
        collect("", node, values, 0);
        return values;
    }

    private static void collect(String at, JsonNode node, Map<String, String> values, int depth) {
        if (values.size() >= MAX_VALUES || depth > MAX_DEPTH) {
            return;
        }
        if (node.isValueNode() && !node.isNull() && !at.isEmpty()) {
            values.put(at, node.asText());
        }
        String prefix = at.isEmpty() ? "" : at + ".";
        node.properties().forEach(member -> collect(prefix + member.getKey(), member.getValue(), values, depth + 1));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(prefix + i, node.get(i), values, depth + 1);
        }
    }
}
