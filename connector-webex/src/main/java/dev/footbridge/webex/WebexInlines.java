package dev.footbridge.webex;

import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.InlineVisitor;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The runs of a block, brought down to what Webex documents. */
final class WebexInlines implements InlineVisitor<List<Inline>> {

    /** In code nothing can be escaped, and nobody says that mentions are not looked for there. */
    private static final String INVISIBLE = "\u200B";

    private static final Pattern MARKUP = Pattern.compile("[<>|*_`\\[\\]\\\\~&#\\p{Cntrl}]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int MAX_LABEL = 128;

    private final WebexIds ids;
    private final Collection<Loss> losses;

    WebexInlines(WebexIds ids, Collection<Loss> losses) {
        this.ids = ids;
        this.losses = losses;
    }

    List<Inline> of(List<Inline> inlines) {
        List<Inline> out = new ArrayList<>(inlines.size());
        inlines.forEach(inline -> out.addAll(inline.accept(this)));
        return apart(out);
    }

    /** Two links to one address that differed by a mark only would become one: something that nobody sees keeps them two. */
    static List<Inline> apart(List<Inline> inlines) {
        List<Inline> out = new ArrayList<>(inlines.size());
        Optional<Link> before = Optional.empty();
        for (Inline inline : inlines) {
            Optional<Link> link = inline instanceof Link found ? Optional.of(found) : Optional.empty();
            if (before.isPresent() && link.isPresent() && areAlike(before.get(), link.get())) {
                out.add(new Text(INVISIBLE, link.get().marks()));
            }
            out.add(inline);
            before = link;
        }
        return out;
    }

    private static boolean areAlike(Link one, Link other) {
        return one.url().equals(other.url()) && one.marks().equals(other.marks());
    }

    /** Code in which no mention can be found. */
    static String inert(String code) {
        return code.replace("<@", "<" + INVISIBLE + "@");
    }

    @Override
    public List<Inline> text(Text text) {
        Set<Mark> marks = marks(text.marks());
        if (marks.contains(Mark.CODE)) {
            String inert = inert(text.value());
            if (!inert.equals(text.value())) {
                losses.add(Loss.degraded(Element.CODE));
            }
            return List.of(new Text(inert, marks));
        }
        return hoisted(text.value(), marks);
    }

    private Set<Mark> marks(Set<Mark> marks) {
        Set<Mark> kept = EnumSet.noneOf(Mark.class);
        for (Mark mark : marks) {
            switch (mark) {
                case BOLD, ITALIC, CODE -> kept.add(mark);
                case UNDERLINE -> losses.add(Loss.dropped(Element.UNDERLINE));
                case STRIKE -> losses.add(Loss.dropped(Element.STRIKE));
            }
        }
        return kept;
    }

    /** White space at the edges goes outside: markdown's stars must touch what they mark. */
    private List<Inline> hoisted(String value, Set<Mark> marks) {
        int from = 0;
        int to = value.length();
        while (from < to && isSpace(value.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(value.charAt(to - 1))) {
            to--;
        }
        boolean touches = marks.isEmpty() || (from == 0 && to == value.length());
        if (touches) {
            return List.of(new Text(value, marks));
        }
        losses.add(Loss.degraded(marks.contains(Mark.BOLD) ? Element.BOLD : Element.ITALIC));
        List<Inline> out = new ArrayList<>(3);
        out.add(Text.of(value.substring(0, from)));
        out.add(new Text(value.substring(from, to), marks));
        out.add(Text.of(value.substring(to)));
        return out;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    @Override
    public List<Inline> link(Link link) {
        Set<Mark> marks = marks(link.marks());
        if (link.misleads()) {
            losses.add(Loss.degraded(Element.LINK));
            Set<Mark> outside = EnumSet.noneOf(Mark.class);
            return List.of(
                    new Text(link.text() + " (", outside),
                    new Link(link.url(), link.url(), outside),
                    new Text(")", outside));
        }
        String shown = marks.contains(Mark.CODE) ? inert(link.text()) : link.text();
        if (!shown.equals(link.text())) {
            losses.add(Loss.degraded(Element.CODE));
        }
        return List.of(new Link(shown, link.url(), marks));
    }

    @Override
    public List<Inline> mention(Mention mention) {
        if (mention.target() instanceof Mention.UserTarget user
                && user.user().workspace().equals(ids.workspace())
                && WebexIds.isId(user.user().value())) {
            return List.of(new Mention(mention.target(), label(mention.label())));
        }
        losses.add(Loss.degraded(
                mention.target() instanceof Mention.UserTarget
                        ? Element.USER_MENTION
                        : mention.target() instanceof Mention.GroupTarget
                                ? Element.GROUP_MENTION
                                : Element.BROADCAST_MENTION));
        return asText(mention);
    }

    /** A label stands inside of the mention's brackets, where nothing says how to escape. */
    static String label(String label) {
        String plain = SPACE.matcher(MARKUP.matcher(label).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        return plain.length() <= MAX_LABEL ? plain : "";
    }

    private static List<Inline> asText(Inline inline) {
        return List.of(Text.of(Document.of(new Paragraph(List.of(inline))).plainText()));
    }

    @Override
    public List<Inline> channelRef(ChannelRef channelRef) {
        losses.add(Loss.degraded(Element.CHANNEL_REF));
        return asText(channelRef);
    }

    @Override
    public List<Inline> emojiRef(EmojiRef emojiRef) {
        losses.add(Loss.degraded(Element.CUSTOM_EMOJI));
        return asText(emojiRef);
    }

    @Override
    public List<Inline> lineBreak(LineBreak lineBreak) {
        return List.of(lineBreak);
    }
}
