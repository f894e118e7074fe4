package dev.footbridge.relay.bridge;

import dev.footbridge.core.document.Emoji;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which custom emoji mean the same. A reaction is counted under one canonical name on all channels: the Unicode emoji
 * where the row has one, else {@code :name:}.
 */
final class EmojiTable {

    private static final EmojiTable EMPTY = new EmojiTable(List.of());

    private final List<EmojiRow> rows;

    EmojiTable(List<EmojiRow> rows) {
        this.rows = List.copyOf(rows);
    }

    static EmojiTable empty() {
        return EMPTY;
    }

    /** The name that an emoji of a connector is counted under; empty for a custom one without a row. */
    Optional<String> canonical(String connector, Emoji emoji) {
        Optional<String> known = rows.stream()
                .filter(row -> emoji.equals(row.forms().get(connector)))
                .findFirst()
                .map(EmojiTable::name);
        return known.isPresent() || emoji.custom() ? known : Optional.of(emoji.value());
    }

    /** What a connector can show for a canonical name; empty when it has nothing. */
    Optional<Emoji> on(String connector, String canonical) {
        Optional<EmojiRow> known =
                rows.stream().filter(row -> name(row).equals(canonical)).findFirst();
        Optional<Emoji> own =
                known.flatMap(row -> Optional.ofNullable(row.forms().get(connector)));
        return own.isPresent() || isCustom(canonical) ? own : Optional.of(Emoji.unicode(canonical));
    }

    /** A custom emoji of one connector as another can show it. */
    Optional<Emoji> translate(String from, Emoji emoji, String to) {
        return canonical(from, emoji).flatMap(name -> on(to, name));
    }

    /** Whether a canonical name is that of a custom emoji that no Unicode one stands for. */
    static boolean isCustom(String canonical) {
        return canonical.startsWith(":");
    }

    private static String name(EmojiRow row) {
        if (row.anywhere().isPresent()) {
            return row.anywhere().get().value();
        }
        Map<String, Emoji> ordered = new TreeMap<>(row.forms());
        return ordered.values().stream()
                .filter(emoji -> !emoji.custom())
                .map(Emoji::value)
                .findFirst()
                .orElseGet(() -> ":" + ordered.values().iterator().next().value() + ":");
    }
}
