package dev.footbridge.gchat.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one pull subscription still owes: each message is leased, and comes again when the lease ends unacknowledged. */
final class PubsubQueue {
    /** A message on its way to a subscriber. */
    record Leased(String ackId, PubsubMessage message) {}

    private static final class Entry {
        private final PubsubMessage message;
        private String ackId = "";
        private Instant until = Instant.MIN;

        private Entry(PubsubMessage message) {
            this.message = message;
        }
    }

    private static final int MAX_WAITING = 10_000;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Ids ids;
    private final boolean ordered;

    PubsubQueue(Ids ids, boolean ordered) {
        this.ids = ids;
        this.ordered = ordered;
    }

    void add(PubsubMessage message) {
        entries.put(message.id(), new Entry(message));
        if (entries.size() > MAX_WAITING) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** With ordering, what follows a leased message of the same key waits for it. */
    List<Leased> lease(int most, Instant now, Duration deadline) {
        List<Leased> leased = new ArrayList<>();
        Set<String> held = new HashSet<>();
        for (Entry entry : entries.values()) {
            if (leased.size() >= most) {
                break;
            }
            String key = ordered ? entry.message.orderingKey() : "";
            if (entry.until.isAfter(now)) {
                held.add(key);
            } else if (key.isEmpty() || !held.contains(key)) {
                entry.ackId = ids.token();
                entry.until = now.plus(deadline);
                leased.add(new Leased(entry.ackId, entry.message));
            }
        }
        return leased;
    }

    void acknowledge(String ackId) {
        entries.values().removeIf(entry -> entry.ackId.equals(ackId));
    }

    /** A new end of the lease; now gives the message back at once, and what was leased after it of the same key. */
    void extend(String ackId, Instant now, Duration deadline) {
        boolean following = false;
        String key = "";
        for (Entry entry : entries.values()) {
            if (entry.ackId.equals(ackId)) {
                entry.until = deadline.isZero() ? Instant.MIN : now.plus(deadline);
                following = deadline.isZero() && ordered;
                key = entry.message.orderingKey();
            } else if (following && entry.message.orderingKey().equals(key)) {
                entry.until = Instant.MIN;
            }
        }
    }

    List<PubsubMessage> drain() {
        List<PubsubMessage> all = new ArrayList<>();
        entries.values().forEach(entry -> all.add(entry.message));
        entries.clear();
        return all;
    }
}
