package dev.footbridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.GrantType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the file of a scope catalogue writes names. */
final class ScopeNames {

    private ScopeNames() {}

    static String of(GrantType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A name with the prefix that the file leaves out; a name with an own prefix, or written with a leading =, stays. */
    static String full(JsonNode tree, String name) {
        if (name.startsWith("=")) {
            return name.substring(1);
        }
        return name.contains("://") ? name : tree.path("prefix").asText("") + name;
    }

    /** The grant types in which each scope comes. */
    static Map<String, List<GrantType>> types(JsonNode tree) {
        Map<String, List<GrantType>> types = new LinkedHashMap<>();
        for (JsonNode row : Json.items(tree, "scopes")) {
            List<GrantType> of = new ArrayList<>();
            Json.text(row, "type").ifPresent(type -> of.add(type(type)));
            Json.texts(row, "types").forEach(type -> of.add(type(type)));
            Json.text(row, "name")
                    .ifPresent(name -> types.computeIfAbsent(full(tree, name), key -> new ArrayList<>())
                            .addAll(of));
        }
        return types;
    }

    /** Other spellings, each with the name that is asked for. */
    static Map<String, String> spellings(JsonNode tree) {
        Map<String, String> spellings = new LinkedHashMap<>();
        for (JsonNode row : Json.items(tree, "scopes")) {
            for (String other : Json.texts(row, "alsoSpelled")) {
                spellings.put(
                        full(tree, other), full(tree, Json.text(row, "name").orElse("")));
            }
        }
        return spellings;
    }

    private static GrantType type(String text) {
        return GrantType.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
