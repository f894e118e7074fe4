package dev.footbridge.relay.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How files cross, as data: the first row that fits decides, and what no row names crosses as a copy. Columns are
 * separated by tabs: platform of the source, platform of the target, kinds of conversation, kinds of account, way, reason.
 * {@code *} fits everything; several kinds have commas between them; {@code #} begins a remark.
 */
public final class FileTable {

    /** Longest table that is read. */
    static final int MAX_ROWS = 1_000;

    private static final String ANY = "*";
    private static final int COLUMNS = 6;

    /** One row. */
    record Row(String from, String to, Set<Conversation> conversations, Set<Account> accounts, FileChoice choice) {

        private boolean concerns(String source, String target, Account account) {
            return (from.equals(ANY) || from.equals(source))
                    && (to.equals(ANY) || to.equals(target))
                    && accounts.contains(account);
        }
    }

    private final List<Row> rows;

    private FileTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The table that comes with the relay. */
    public static FileTable standard() {
        try (InputStream in = FileTable.class.getResourceAsStream("file-policy.tsv")) {
            return parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the relay's own table cannot be read", e);
        }
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException saying which line is wrong, and how
     */
    public static FileTable parse(String text) {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                rows.add(row(line.split("\t", -1)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
            if (rows.size() > MAX_ROWS) {
                throw new IllegalArgumentException("has more than " + MAX_ROWS + " rows");
            }
        }
        return new FileTable(rows);
    }

    private static Row row(String[] columns) {
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("has " + columns.length + " columns and not " + COLUMNS);
        }
        FileChoice choice = new FileChoice(one(FileChoice.Way.class, columns[4]), columns[5]);
        if (choice.way() != FileChoice.Way.NATIVE && choice.reason().isEmpty()) {
            throw new IllegalArgumentException("a file that is not copied needs a reason");
        }
        return new Row(
                columns[0], columns[1], some(Conversation.class, columns[2]), some(Account.class, columns[3]), choice);
    }

    private static <E extends Enum<E>> Set<E> some(Class<E> type, String written) {
        if (written.equals(ANY)) {
            return EnumSet.allOf(type);
        }
        Set<E> found = EnumSet.noneOf(type);
        for (String word : written.split(",", -1)) {
            found.add(one(type, word));
        }
        return found;
    }

    private static <E extends Enum<E>> E one(Class<E> type, String word) {
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException("knows no " + type.getSimpleName() + " of this name");
    }

    /** What the table says; platforms by their short names. */
    public FileChoice choice(String from, String to, Conversation conversation, Account account) {
        return rows.stream()
                .filter(row ->
                        row.concerns(from, to, account) && row.conversations().contains(conversation))
                .findFirst()
                .map(Row::choice)
                .orElse(FileChoice.NATIVE);
    }

    /** What the table says whatever the conversation is; empty when that matters. */
    Optional<FileChoice> choice(String from, String to, Account account) {
        Set<FileChoice> all = new java.util.HashSet<>();
        for (Conversation conversation : Conversation.values()) {
            all.add(choice(from, to, conversation, account));
        }
        return all.size() == 1 ? Optional.of(all.iterator().next()) : Optional.empty();
    }
}
