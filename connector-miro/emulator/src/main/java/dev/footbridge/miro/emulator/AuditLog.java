package dev.footbridge.miro.emulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What administrators can read of what people did. Call it with the world locked. */
final class AuditLog {
    private static final int MAX_ENTRIES = 10_000;

    record Entry(String id, Instant at, String event, String category, String user, String objectId, String name) {}

    private final World world;
    private final Deque<Entry> entries = new ArrayDeque<>();

    AuditLog(World world) {
        this.world = world;
    }

    void add(String event, String category, String user, String objectId, String name) {
        Instant at = world.now();
        entries.add(new Entry(at + "#" + world.nextId() + "-DDB", at, event, category, user, objectId, name));
        if (entries.size() > MAX_ENTRIES) {
            entries.remove();
        }
    }

    /** Oldest first. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
