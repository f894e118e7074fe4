package dev.footbridge.relay.bridge;

import dev.footbridge.core.document.Emoji;
import java.util.HashMap;
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

    private record Shown(String connector, Emoji emoji) {}

    private record Form(String connector, String name) {}

    private final Map<Shown, String> names = new HashMap<>();
    private final Map<Form, Emoji> forms = new HashMap<>();

    /** Rows of one name are one row; of several words about the same the first counts. */
    EmojiTable(List<EmojiRow> rows) {
        for (EmojiRow row : rows) {
            String name = name(row);
            row.forms().forEach((connector, emoji) -> {
                names.putIfAbsent(new Shown(connector, emoji), name);
                forms.putIfAbsent(new Form(connector, name), emoji);
            });
        }
    }

    static EmojiTable empty() {
        return EMPTY;
    }

    /** The name that an emoji of a connector is counted under; empty for a custom one without a row. */
    Optional<String> canonical(String connector, Emoji emoji) {
        Optional<String> known = Optional.ofNullable(names.get(new Shown(connector, emoji)));
        return known.isPresent() || emoji.custom() ? known : Optional.of(emoji.value());
    }

    /** What a connector can show for a canonical name; empty when it has nothing. */
    Optional<Emoji> on(String connector, String canonical) {
        Optional<Emoji> own = Optional.ofNullable(forms.get(new Form(connector, canonical)));
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
