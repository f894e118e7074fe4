package dev.footbridge.core.document;

import java.util.List;

/**
 * A written document.
 *
 * @param parts one or more messages' worth, in order; a long document has several
 */
public record Rendering<T>(List<T> parts, List<Loss> losses) {

    public Rendering {
        parts = List.copyOf(parts);
        losses = List.copyOf(losses);
    }
}
