package dev.footbridge.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** The elements of one section of rich text. Neighbours of the same look become one, breaks go into the text. */
final class SlackRuns implements InlineVisitor<SlackRuns> {

    private final SlackIds ids;
    private final Set<Loss> losses;
    private final ArrayNode elements = JsonNodeFactory.instance.arrayNode();
    private final StringBuilder pending = new StringBuilder();
    private Set<Mark> marks = Set.of();
    private boolean bold;

    SlackRuns(SlackIds ids, Set<Loss> losses) {
        this.ids = ids;
        this.losses = losses;
    }

    boolean isEmpty() {
        return elements.isEmpty() && pending.isEmpty();
    }

    void addAll(List<Inline> inlines, boolean asHeading) {
        bold = asHeading;
        inlines.forEach(inline -> inline.accept(this));
        bold = false;
    }

    void lineBreaks(int count) {
        // Joins the text before it; a line end inside of inline code would show as one.
        run("\n".repeat(count), marks.contains(Mark.CODE) ? Set.of() : marks);
    }

    SlackRuns text(String plain) {
        return run(plain, Set.of());
    }

    private SlackRuns run(String value, Set<Mark> look) {
        if (!pending.isEmpty() && !marks.equals(look)) {
            flush();
        }
        marks = look;
        pending.append(value);
        return this;
    }

    private void flush() {
        if (!pending.isEmpty()) {
            ObjectNode run = elements.addObject().put("type", "text").put("text", pending.toString());
            style(run, marks);
            pending.setLength(0);
        }
    }

    ArrayNode finish() {
        flush();
        return elements;
    }

    private ObjectNode element(String type) {
        flush();
        marks = Set.of();
        return elements.addObject().put("type", type);
    }

    private void style(ObjectNode run, Set<Mark> look) {
        if (!look.isEmpty()) {
            ObjectNode style = run.putObject("style");
            look.forEach(mark -> style.put(SlackRichText.styleName(mark), true));
        }
    }

    private Set<Mark> look(Set<Mark> own) {
        if (!bold || own.contains(Mark.BOLD)) {
            return own;
        }
        Set<Mark> look = EnumSet.of(Mark.BOLD);
        look.addAll(own);
        return look;
    }

    @Override
    public SlackRuns text(Text text) {
        return run(text.value(), look(text.marks()));
    }

    @Override
    public SlackRuns link(Link link) {
        if (link.misleads()) {
            losses.add(Loss.degraded(Element.LINK));
            run(link.text() + " (", look(link.marks()));
            url(link.url(), "", link.marks());
            return run(")", look(link.marks()));
        }
        url(link.url(), link.text(), link.marks());
        return this;
    }

    private void url(String url, String text, Set<Mark> own) {
        ObjectNode element = element("link").put("url", url);
        if (!text.isEmpty() && !text.equals(url)) {
            element.put("text", text);
        }
        style(element, look(own));
    }

    @Override
    public SlackRuns mention(Mention mention) {
        if (SlackMentions.isReal(ids, mention)) {
            element("user")
                    .put(
                            "user_id",
                            ((Mention.UserTarget) mention.target()).user().value());
            return this;
        }
        losses.add(Loss.degraded(SlackMentions.element(mention)));
        return run(SlackMentions.shown(mention), look(Set.of()));
    }

    @Override
    public SlackRuns channelRef(ChannelRef channelRef) {
        if (SlackMentions.isReal(ids, channelRef)) {
            element("channel").put("channel_id", channelRef.channel().value());
            return this;
        }
        losses.add(Loss.degraded(Element.CHANNEL_REF));
        return run(SlackMentions.shown(channelRef), look(Set.of()));
    }

    @Override
    public SlackRuns emojiRef(EmojiRef emojiRef) {
        String name = emojiRef.emoji().value();
        // A foreign name that Slack has a standard emoji for means something else there.
        if (SlackEmoji.isName(name) && SlackEmoji.sequence(name).isEmpty()) {
            element("emoji").put("name", name);
            return this;
        }
        losses.add(Loss.degraded(Element.CUSTOM_EMOJI));
        return run(":" + name + ":", look(Set.of()));
    }

    @Override
    public SlackRuns lineBreak(LineBreak lineBreak) {
        lineBreaks(1);
        return this;
    }
}
