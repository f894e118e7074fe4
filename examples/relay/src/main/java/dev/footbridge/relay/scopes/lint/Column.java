package dev.footbridge.relay.scopes.lint;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a column of a permission table tells, by the words that its heading is made of. */
enum Column {
    NAME("scope", "scopes", "permission name", "scope name", "oauth scope"),
    TYPE("type", "grant type", "permission type", "grant"),
    REASON("use case", "justification", "reason", "why", "purpose", "needed for", "what for", "description"),
    CONSENT("admin consent required", "admin consent", "consent", "consent by", "who consents"),
    AVAILABILITY("available for", "availability", "surface", "works in"),
    PLAN("plan", "tier", "plan tier");

    private static final List<String> NAME_UNLESS_SCOPE = List.of("permission", "permissions", "name");

    private final List<String> headings;

    Column(String... headings) {
        this.headings = List.of(headings);
    }

    /** Which column holds what; empty when this is no heading of a permission table. */
    static Map<Column, Integer> of(List<String> cells) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        List<String> words = cells.stream()
                .map(cell -> Wording.plain(cell).toLowerCase(Locale.ROOT))
                .toList();
        for (Column column : values()) {
            for (String heading : column.headings) {
                if (words.contains(heading)) {
                    columns.putIfAbsent(column, words.indexOf(heading));
                }
            }
        }
        if (!columns.containsKey(NAME)) {
            NAME_UNLESS_SCOPE.stream()
                    .filter(words::contains)
                    .findFirst()
                    .ifPresent(heading -> columns.put(NAME, words.indexOf(heading)));
        }
        return columns.containsKey(NAME) && columns.size() > 1 ? columns : Map.of();
    }
}
