package dev.footbridge.relay.scopes.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads text without Markdown's marks, as it comes out of web pages: rows of cells between bars, lists, and tables whose
 * borders were lost on the way.
 */
final class PlainReader {

    private static final Pattern ITEM = Pattern.compile("^\\s*(?:[\u2022\u00b7*-]|\\d{1,3}[.)])\\s+(.*)$");
    private static final Pattern HEADING = Pattern.compile("^[\\p{Lu}#].{0,88}[^.,;!]$|^[\\p{Lu}].{0,3}$");
    private static final Pattern CLOSED = Pattern.compile(".*[.!?:]$");

    private final PermissionDocument document = new PermissionDocument();
    private final Availability availability;
    private Section section = Section.NONE;
    private Section outer = Section.NONE;
    private @Nullable Passage open;
    private @Nullable TableBuilder table;
    private @Nullable Flattened flattened;
    private boolean blankBefore = true;

    private PlainReader(Availability availability) {
        this.availability = availability;
    }

    /** A table that lost its borders: which column follows which. */
    private record Flattened(int line, List<Column> columns) {}

    static PermissionDocument read(String text, Availability availability) {
        PlainReader reader = new PlainReader(availability);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            reader.line(i + 1, lines.get(i).strip());
        }
        reader.endTable();
        return reader.document;
    }

    private void line(int number, String line) {
        if (line.isEmpty()) {
            open = null;
            blankBefore = true;
            return;
        }
        if (!barred(number, line) && !row(number, line) && !item(number, line) && !heading(number, line)) {
            prose(number, line);
        }
        blankBefore = false;
    }

    private boolean barred(int number, String line) {
        if (line.indexOf('|') < 0) {
            return false;
        }
        List<String> cells = cells(line);
        Map<Column, Integer> columns = Column.of(cells);
        if (!columns.isEmpty()) {
            endTable();
            table = new TableBuilder(section, number, columns, cells.size());
            open = null;
            return true;
        }
        TableBuilder current = table;
        if (current == null) {
            return false;
        }
        current.row(number, cells, document);
        return true;
    }

    private static List<String> cells(String line) {
        String row = line.startsWith("|") ? line.substring(1) : line;
        List<String> cells = new ArrayList<>(Arrays.asList(row.split("\\|", -1)));
        if (cells.size() > 1 && cells.get(cells.size() - 1).isBlank()) {
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    /** A heading or a row of a table that lost its borders. */
    private boolean row(int number, String line) {
        Optional<List<Column>> columns = flattenedHeading(line);
        if (columns.isPresent()) {
            endTable();
            flattened = new Flattened(number, columns.get());
            return true;
        }
        Flattened current = flattened;
        String first = line.split("\\s", 2)[0];
        if (current == null || !Wording.isShaped(first)) {
            return false;
        }
        TableBuilder rows = table;
        if (rows == null) {
            Map<Column, Integer> places = new EnumMap<>(Column.class);
            current.columns().forEach(column -> places.put(column, places.size()));
            rows = new TableBuilder(section, current.line(), places, places.size());
            table = rows;
        }
        String rest = line.substring(first.length()).strip();
        String tail = current.columns().contains(Column.AVAILABILITY) ? availability.tail(rest) : "";
        List<String> cells = new ArrayList<>();
        for (Column column : current.columns()) {
            cells.add(
                    switch (column) {
                        case NAME -> first;
                        case AVAILABILITY -> tail;
                        case REASON ->
                            rest.substring(0, rest.length() - tail.length()).strip();
                        case TYPE, CONSENT, PLAN -> "";
                    });
        }
        rows.row(number, cells, document);
        return true;
    }

    /** Words that are headings of columns and nothing else. */
    private static Optional<List<Column>> flattenedHeading(String line) {
        List<String> words = Arrays.asList(line.split("\\s+"));
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            int length = words.size() - i;
            while (length > 0 && !isColumn(String.join(" ", words.subList(i, i + length)))) {
                length--;
            }
            if (length == 0) {
                return Optional.empty();
            }
            cells.add(String.join(" ", words.subList(i, i + length)));
            i += length;
        }
        Map<Column, Integer> columns = Column.of(cells);
        if (columns.size() < 2 || columns.size() != cells.size()) {
            return Optional.empty();
        }
        return Optional.of(columns.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList());
    }

    private static boolean isColumn(String words) {
        return !Column.of(List.of("Scope", words)).isEmpty()
                || !Column.of(List.of(words, "Reason")).isEmpty();
    }

    private boolean item(int number, String line) {
        Matcher item = ITEM.matcher(line);
        if (!item.matches()) {
            return false;
        }
        endTable();
        Optional<String[]> named = Wording.item(item.group(1));
        if (named.isPresent()) {
            Listings.item(document, section, number, named.get()[0], named.get()[1]);
            open = null;
        } else {
            begin().add(number, item.group(1));
        }
        return true;
    }

    private boolean heading(int number, String line) {
        if (line.equals("?") && section.line() == number - 1) {
            return true;
        }
        if (!HEADING.matcher(line).matches() || (open != null && !blankBefore)) {
            return false;
        }
        endTable();
        if (line.endsWith(":")) {
            section = outer.child(line.substring(0, line.length() - 1), number);
        } else {
            outer = Section.NONE.child(line, number);
            section = outer;
        }
        document.add(section);
        open = null;
        return true;
    }

    private void prose(int number, String line) {
        endTable();
        Passage current = open;
        if (current == null) {
            current = begin();
        }
        current.add(number, line);
        if (CLOSED.matcher(line).matches()) {
            open = null;
        }
    }

    private Passage begin() {
        Passage passage = new Passage(section);
        document.add(passage);
        open = passage;
        return passage;
    }

    private void endTable() {
        TableBuilder ended = table;
        if (ended != null) {
            document.add(ended.build());
            table = null;
        }
    }
}
