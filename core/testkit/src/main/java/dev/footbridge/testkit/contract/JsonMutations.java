package dev.footbridge.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Everything that can be wrong with one value of a JSON payload: each member and each element, however deep, and the payload
 * itself is replaced by null, true, 0, "", "x", [] and {} in turn, put into an array or an object of its own, and left out.
 * The same payload gives the same mutations in the same order.
 */
public final class JsonMutations {

    /** Arrays hold many things of one shape: of the elements behind this many only the last is changed. */
    private static final int ELEMENTS = 2;

    /**
     * One payload with one thing wrong.
     *
     * @param name where and what, such as {@code /event/ts := []}
     */
    public record Mutation(String name, JsonNode payload) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Map<String, UnaryOperator<JsonNode>> REPLACEMENTS = replacements();

    private JsonMutations() {}

    private static Map<String, UnaryOperator<JsonNode>> replacements() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        Map<String, UnaryOperator<JsonNode>> all = new LinkedHashMap<>();
        all.put("null", value -> NullNode.instance);
        all.put("true", value -> BooleanNode.TRUE);
        all.put("0", value -> IntNode.valueOf(0));
        all.put("\"\"", value -> TextNode.valueOf(""));
        all.put("\"x\"", value -> TextNode.valueOf("x"));
        all.put("[]", value -> make.arrayNode());
        all.put("{}", value -> make.objectNode());
        all.put("[itself]", value -> make.arrayNode().add(value));
        all.put("{itself}", value -> make.objectNode().set("x", value));
        return all;
    }

    /** All mutations of a payload, made one by one as the stream is read; replacements that change nothing are left out. */
    public static Stream<Mutation> of(JsonNode payload) {
        List<List<Object>> places = new ArrayList<>();
        places(payload, List.of(), places);
        return places.stream().flatMap(place -> at(payload, place));
    }

    private static void places(JsonNode node, List<Object> place, List<List<Object>> all) {
        all.add(place);
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            places(member.getValue(), further(place, member.getKey()), all);
        }
        for (int index : elements(node)) {
            places(node.get(index), further(place, index), all);
        }
    }

    private static Set<Integer> elements(JsonNode node) {
        Set<Integer> indexes = new LinkedHashSet<>();
        for (int i = 0; node.isArray() && i < Math.min(ELEMENTS, node.size()); i++) {
            indexes.add(i);
        }
        if (node.isArray() && !node.isEmpty()) {
            indexes.add(node.size() - 1);
        }
        return indexes;
    }

    private static List<Object> further(List<Object> place, Object step) {
        List<Object> longer = new ArrayList<>(place);
        longer.add(step);
        return longer;
    }

    private static Stream<Mutation> at(JsonNode payload, List<Object> place) {
        String pointer =
                "/" + String.join("/", place.stream().map(String::valueOf).toList());
        JsonNode value = find(payload, place);
        Stream<Mutation> replaced = REPLACEMENTS.entrySet().stream()
                .filter(change -> !change.getValue().apply(value).equals(value))
                .map(change -> new Mutation(
                        pointer + " := " + change.getKey(),
                        replaced(payload, place, change.getValue().apply(value))));
        return place.isEmpty()
                ? replaced
                : Stream.concat(replaced, Stream.of(new Mutation(pointer + " left out", without(payload, place))));
    }

    private static JsonNode find(JsonNode node, List<Object> place) {
        JsonNode found = node;
        for (Object step : place) {
            found = step instanceof Integer index ? found.get(index) : found.get((String) step);
        }
        return found;
    }

    private static JsonNode replaced(JsonNode payload, List<Object> place, JsonNode value) {
        if (place.isEmpty()) {
            return value.deepCopy();
        }
        JsonNode copy = payload.deepCopy();
        JsonNode parent = find(copy, place.subList(0, place.size() - 1));
        if (place.get(place.size() - 1) instanceof Integer index) {
            ((ArrayNode) parent).set(index, value.deepCopy());
        } else {
            ((ObjectNode) parent).set((String) place.get(place.size() - 1), value.deepCopy());
        }
        return copy;
    }

    private static JsonNode without(JsonNode payload, List<Object> place) {
        JsonNode copy = payload.deepCopy();
        JsonNode parent = find(copy, place.subList(0, place.size() - 1));
        if (place.get(place.size() - 1) instanceof Integer index) {
            ((ArrayNode) parent).remove(index);
        } else {
            ((ObjectNode) parent).remove((String) place.get(place.size() - 1));
        }
        return copy;
    }
}
