package dev.footbridge.relay.scopes.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts rows of cells under the columns of a heading. */
final class TableBuilder {

    private final Section section;
    private final int line;
    private final Map<Column, Integer> columns;
    private final int width;
    private final List<Entry> entries = new ArrayList<>();

    TableBuilder(Section section, int line, Map<Column, Integer> columns, int width) {
        this.section = section;
        this.line = line;
        this.columns = columns;
        this.width = width;
    }

    void row(int rowLine, List<String> cells, PermissionDocument document) {
        if (cells.size() > width) {
            document.tooManyCells(rowLine, cells.size(), width);
            return;
        }
        Map<Column, String> values = new EnumMap<>(Column.class);
        columns.forEach((column, index) ->
                values.put(column, index < cells.size() ? cells.get(index).strip() : ""));
        String names = Wording.plain(values.getOrDefault(Column.NAME, ""));
        for (String name : names.split("\\s*,\\s*")) {
            if (!name.isBlank()) {
                entries.add(new Entry(rowLine, name, values));
            }
        }
    }

    Listing build() {
        return new Listing(section, line, columns.keySet(), List.copyOf(entries));
    }
}
