package dev.footbridge.relay.scopes.lint;

import java.util.Map;
import java.util.Optional;

/** One scope in a table or list. A cell is absent when its table has no such column, and blank when nobody filled it. */
record Entry(int line, String name, Map<Column, String> cells) {

    Optional<String> cell(Column column) {
        return Optional.ofNullable(cells.get(column));
    }

    String reason() {
        return cells.getOrDefault(Column.REASON, "");
    }
}
