package dev.footbridge.core.document;

/** A line end inside a block. */
public record LineBreak() implements Inline {

    @Override
    public <R> R accept(InlineVisitor<R> visitor) {
        return visitor.lineBreak(this);
    }
}
