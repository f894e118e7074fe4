package dev.footbridge.gchat;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Brings the inlines of a block down to what Google Chat has: marked text, links, mentions of its own people, line ends. */
final class GchatInlines implements InlineVisitor<List<Inline>> {

    private final GchatIds ids;
    private final Set<Loss> losses;

    GchatInlines(GchatIds ids, Set<Loss> losses) {
        this.ids = ids;
        this.losses = losses;
    }

    List<Inline> lower(List<Inline> inlines) {
        return inlines.stream().flatMap(inline -> inline.accept(this).stream()).toList();
    }

    static List<Inline> bold(List<Inline> inlines) {
        return inlines.stream().map(GchatInlines::bold).toList();
    }

    private static Inline bold(Inline inline) {
        if (inline instanceof Text text) {
            return new Text(text.value(), with(text.marks()));
        }
        return inline instanceof Link link ? new Link(link.text(), link.url(), with(link.marks())) : inline;
    }

    private static Set<Mark> with(Set<Mark> marks) {
        EnumSet<Mark> all = EnumSet.of(Mark.BOLD);
        all.addAll(marks);
        return all;
    }

    private Set<Mark> kept(Set<Mark> marks) {
        if (marks.stream().allMatch(GchatLowering::isKept)) {
            return marks;
        }
        losses.add(Loss.dropped(Element.UNDERLINE));
        EnumSet<Mark> kept = EnumSet.copyOf(marks);
        kept.removeIf(mark -> !GchatLowering.isKept(mark));
        return kept;
    }

    @Override
    public List<Inline> text(Text text) {
        return List.of(new Text(text.value(), kept(text.marks())));
    }

    @Override
    public List<Inline> link(Link link) {
        Set<Mark> marks = kept(link.marks());
        if (link.misleads()) {
            losses.add(Loss.degraded(Element.LINK));
            return List.of(new Text(link.text() + " (", marks), new Link("", link.url(), marks), new Text(")", marks));
        }
        return List.of(new Link(link.text(), link.url(), marks));
    }

    @Override
    public List<Inline> mention(Mention mention) {
        if (GchatMentions.real(ids, mention).isPresent()) {
            return List.of(mention);
        }
        losses.add(Loss.degraded(GchatMentions.element(mention)));
        return List.of(Text.of(GchatMentions.shown(mention)));
    }

    @Override
    public List<Inline> channelRef(ChannelRef channelRef) {
        losses.add(Loss.degraded(Element.CHANNEL_REF));
        return List.of(Text.of(GchatMentions.shown(channelRef)));
    }

    @Override
    public List<Inline> emojiRef(EmojiRef emojiRef) {
        losses.add(Loss.degraded(Element.CUSTOM_EMOJI));
        return List.of(Text.of(":" + emojiRef.emoji().value() + ":"));
    }

    @Override
    public List<Inline> lineBreak(LineBreak lineBreak) {
        return List.of(lineBreak);
    }
}
