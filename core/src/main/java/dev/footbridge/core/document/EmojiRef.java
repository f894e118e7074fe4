package dev.footbridge.core.document;

/** A custom emoji inside text; a standard one becomes {@link Text} in normal form. */
public record EmojiRef(Emoji emoji) implements Inline {

    @Override
    public <R> R accept(InlineVisitor<R> visitor) {
        return visitor.emojiRef(this);
    }
}
