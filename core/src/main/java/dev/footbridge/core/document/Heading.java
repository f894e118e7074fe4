package dev.footbridge.core.document;

import java.util.List;

/**
 * A heading.
 *
 * @param level 1 (highest) to 6; values outside are brought to the nearest
 */
public record Heading(int level, List<Inline> inlines) implements Block {

    public Heading {
        level = Math.max(1, Math.min(6, level));
        inlines = List.copyOf(inlines);
    }

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.heading(this);
    }
}
