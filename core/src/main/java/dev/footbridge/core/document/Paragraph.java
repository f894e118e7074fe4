package dev.footbridge.core.document;

import java.util.ArrayList;
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

    /**
     * Blocks as one run, for where others allow blocks and this model has a line: paragraphs as they are, all else as plain
     * text, a line break between.
     */
    public static List<Inline> joined(List<Block> blocks) {
        List<Inline> inlines = new ArrayList<>();
        for (Block block : blocks) {
            if (!inlines.isEmpty()) {
                inlines.add(new LineBreak());
            }
            if (block instanceof Paragraph paragraph) {
                inlines.addAll(paragraph.inlines());
            } else {
                inlines.add(Text.of(Document.of(block).plainText()));
            }
        }
        return inlines;
    }

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.paragraph(this);
    }
}
