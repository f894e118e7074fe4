package dev.footbridge.relay.scopes.lint;

import java.util.List;
import java.util.Set;

/** One table or list of scopes. */
record Listing(Section section, int line, Set<Column> columns, List<Entry> entries) {

    boolean has(Column column) {
        return columns.contains(column);
    }
}
