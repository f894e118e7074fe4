package dev.footbridge.gchat;

import java.util.Map;

/**
 * Whom a message mentions: what stands between {@code <users/} and {@code >} is a mention only when an annotation tells of
 * it; otherwise somebody typed these signs.
 *
 * @param labels names by id
 * @param everybody whether every reference is one, as in what this connector writes itself
 */
record GchatTold(Map<String, String> labels, boolean everybody) {

    GchatTold {
        labels = Map.copyOf(labels);
    }

    /** Of what was written here. */
    static GchatTold own() {
        return new GchatTold(Map.of(), true);
    }

    /** Of what a message's annotations tell. */
    static GchatTold of(Map<String, String> labels) {
        return new GchatTold(labels, false);
    }

    boolean mentions(String id) {
        return everybody || labels.containsKey(id);
    }

    String label(String id) {
        return labels.getOrDefault(id, "");
    }
}
