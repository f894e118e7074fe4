package dev.footbridge.core.connector;

import dev.footbridge.core.document.Loss;
import java.util.List;

/**
 * A draft as the messages a channel takes.
 *
 * @param parts in order; at least one. The first takes the thread and the key of the draft, later ones the key with a
 *     number behind it
 */
public record Prepared(List<Draft> parts, List<Loss> losses) {

    public Prepared {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a prepared draft has at least one part");
        }
        parts = List.copyOf(parts);
        losses = List.copyOf(losses);
    }
}
