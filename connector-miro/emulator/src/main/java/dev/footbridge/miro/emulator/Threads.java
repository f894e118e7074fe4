package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands for a thread on a board, which has none: an app card with a field whose value is the id of the first item, or any
 * item with a line from it to the first one.
 */
final class Threads {
    private static final Pattern ITEM_ID = Pattern.compile("\\d{15,19}");
    private static final int MAX_STEPS = 20;

    private Threads() {}

    /** The id of the first item of an item's thread, which may be gone. */
    static Optional<Long> rootOf(Board board, Item item) {
        Optional<Long> named = fieldOf(item);
        if (named.isPresent()) {
            return named;
        }
        long at = item.id;
        for (int steps = 0; steps < MAX_STEPS; steps++) {
            Optional<Long> next = lineFrom(board, at);
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
        }
        return at == item.id ? Optional.empty() : Optional.of(at);
    }

    static boolean namesRoot(JsonNode field) {
        return ITEM_ID.matcher(Nodes.text(field, "value")).matches();
    }

    private static Optional<Long> fieldOf(Item item) {
        if (item.kind == ItemKind.APP_CARD) {
            for (JsonNode field : item.data.path("fields")) {
                if (namesRoot(field)) {
                    return Board.number(Nodes.text(field, "value"));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> lineFrom(Board board, long item) {
        for (Line line : board.lines.values()) {
            if (line.start == item) {
                return Optional.of(line.end);
            }
        }
        return Optional.empty();
    }
}
