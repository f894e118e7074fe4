package dev.footbridge.core.document;

/** One method per kind of {@link Inline}. */
public interface InlineVisitor<R> {

    R text(Text text);

    R link(Link link);

    R mention(Mention mention);

    R channelRef(ChannelRef channelRef);

    R emojiRef(EmojiRef emojiRef);

    R lineBreak(LineBreak lineBreak);
}
