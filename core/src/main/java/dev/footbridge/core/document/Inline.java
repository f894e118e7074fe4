package dev.footbridge.core.document;

/** A run inside a block. Inlines never nest: what a run looks like is a set of marks. */
public sealed interface Inline permits Text, Link, Mention, ChannelRef, EmojiRef, LineBreak {

    /** Calls the visitor's method for this kind. */
    <R> R accept(InlineVisitor<R> visitor);
}
