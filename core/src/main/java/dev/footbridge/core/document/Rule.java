package dev.footbridge.core.document;

/** A horizontal rule. */
public record Rule() implements Block {

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.rule(this);
    }
}
