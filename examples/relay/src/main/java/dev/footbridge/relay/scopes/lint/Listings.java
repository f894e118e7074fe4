package dev.footbridge.relay.scopes.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists of scopes that are no tables: one item after another under the same heading. */
final class Listings {

    private Listings() {}

    /** Adds an item to the list it continues, or begins one. */
    static void item(PermissionDocument document, Section section, int line, String name, String reason) {
        Map<Column, String> cells = new EnumMap<>(Column.class);
        cells.put(Column.NAME, name);
        if (!reason.isBlank()) {
            cells.put(Column.REASON, reason);
        }
        Entry entry = new Entry(line, name, cells);
        List<Listing> listings = document.listings();
        int last = listings.size() - 1;
        if (last >= 0 && continues(listings.get(last), section)) {
            Listing before = listings.get(last);
            List<Entry> entries = new ArrayList<>(before.entries());
            entries.add(entry);
            Set<Column> columns = EnumSet.copyOf(before.columns());
            columns.addAll(cells.keySet());
            listings.set(last, new Listing(section, before.line(), columns, entries));
        } else {
            document.add(new Listing(section, line, cells.keySet(), List.of(entry)));
        }
    }

    /** Tables have columns beyond these two, or are of another section. */
    private static boolean continues(Listing listing, Section section) {
        return listing.section().equals(section)
                && EnumSet.of(Column.NAME, Column.REASON).containsAll(listing.columns());
    }
}
