package dev.footbridge.relay.scopes.lint;

import java.util.ArrayList;
import java.util.List;

/** What was read from one file: its lists of scopes, its prose, and what could not be understood. */
final class PermissionDocument {

    private final List<Listing> listings = new ArrayList<>();
    private final List<Passage> passages = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<Finding> problems = new ArrayList<>();

    void add(Listing listing) {
        if (!listing.entries().isEmpty()) {
            listings.add(listing);
        }
    }

    void add(Passage passage) {
        passages.add(passage);
    }

    void add(Section section) {
        sections.add(section);
    }

    void tooManyCells(int line, int cells, int columns) {
        problems.add(new Finding(
                Rule.MALFORMED_TABLE,
                line,
                "",
                "the row has " + cells + " cells and its table " + columns + " columns",
                "a \"|\" inside a cell is written \"\\|\"",
                List.of()));
    }

    List<Listing> listings() {
        return listings;
    }

    List<Passage> passages() {
        return passages;
    }

    /** All headings, in order. */
    List<Section> sections() {
        return sections;
    }

    List<Finding> problems() {
        return problems;
    }

    List<Entry> entries() {
        return listings.stream().flatMap(listing -> listing.entries().stream()).toList();
    }
}
