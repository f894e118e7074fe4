package dev.footbridge.core.document;

import java.util.List;

/** A run of inlines. */
public record Paragraph(List<Inline> inlines) implements Block {

    public Paragraph {
        inlines = List.copyOf(inlines);
    }

    /** A paragraph of these inlines. */
    public static Paragraph of(Inline... inlines) {
        return new Paragraph(List.of(inlines));
    }

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.paragraph(this);
    }
}
