package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What happened to the content of boards, comments included, as Enterprise can export it. Call it with the world locked. */
final class ContentLog {
    private static final int MAX_ENTRIES = 10_000;

    record Entry(
            String id,
            String boardId,
            String action,
            Instant at,
            String actor,
            String itemType,
            String itemId,
            ObjectNode state,
            Optional<String> parent) {}

    private final World world;
    private final Deque<Entry> entries = new ArrayDeque<>();

    ContentLog(World world) {
        this.world = world;
    }

    void item(String action, Board board, Item item, Instant at, String actor) {
        ObjectNode state = Nodes.object();
        if (!action.equals("delete")) {
            state.put("type", item.kind.word()).set("data", item.data.deepCopy());
        }
        add(action, board, at, actor, "widget", item.idText(), state, item.parent.map(id -> Long.toString(id)));
    }

    /** A comment, which no other operation shows. Returns the id of its thread. */
    String comment(Board board, String actor, String text) {
        Instant at = world.now();
        String thread = Long.toString(world.nextId());
        add("create", board, at, actor, "comment_thread", thread, Nodes.object(), Optional.empty());
        ObjectNode state = Nodes.object().put("text", text);
        String message = Long.toString(world.nextId());
        add("create", board, at, actor, "comment_message", message, state, Optional.of(thread));
        return thread;
    }

    private void add(
            String action,
            Board board,
            Instant at,
            String actor,
            String itemType,
            String itemId,
            ObjectNode state,
            Optional<String> parent) {
        String id = new UUID(world.nextId(), world.nextId()).toString();
        entries.add(new Entry(id, board.id, action, at, actor, itemType, itemId, state, parent));
        if (entries.size() > MAX_ENTRIES) {
            entries.remove();
        }
    }

    /** Oldest first. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
