package dev.footbridge.gchat;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.jspecify.annotations.Nullable;

/**
 * The edges of marked text. CommonMark counts a sign only where it flanks something: not beside a blank inside, and not
 * between a letter outside and a punctuation sign inside. So blanks move out of marked text, and a letter outside is
 * written as an entity, which ends in a punctuation sign. See
 * <a href="https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run">flanking</a>.
 */
final class GchatMarkEdges {

    private GchatMarkEdges() {}

    static Document tidy(Document document) {
        return new Document(tidy(document.blocks()));
    }

    private static List<Block> tidy(List<Block> blocks) {
        return blocks.stream().map(GchatMarkEdges::tidy).toList();
    }

    private static Block tidy(Block block) {
        if (block instanceof Paragraph paragraph) {
            return new Paragraph(tidied(paragraph.inlines()));
        }
        if (block instanceof Quote quote) {
            return new Quote(tidy(quote.blocks()));
        }
        if (block instanceof ItemList list) {
            List<ItemList.Item> items = list.items().stream()
                    .map(item -> new ItemList.Item(tidy(item.blocks())))
                    .toList();
            return new ItemList(list.ordered(), list.start(), items);
        }
        return block;
    }

    private static List<Inline> tidied(List<Inline> inlines) {
        List<Inline> out = new ArrayList<>();
        for (int i = 0; i < inlines.size(); i++) {
            Inline inline = inlines.get(i);
            if (inline instanceof Text text && isSigned(text.marks())) {
                boolean first = i == 0 || !marks(inlines.get(i - 1)).containsAll(text.marks());
                boolean last =
                        i + 1 == inlines.size() || !marks(inlines.get(i + 1)).containsAll(text.marks());
                split(text, first, last, out);
            } else {
                out.add(inline);
            }
        }
        return out;
    }

    private static void split(Text text, boolean first, boolean last, List<Inline> out) {
        String value = text.value();
        int from = 0;
        int to = value.length();
        while (first && from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (last && to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        add(value.substring(0, from), Set.of(), out);
        add(value.substring(from, to), text.marks(), out);
        add(value.substring(to), Set.of(), out);
    }

    private static void add(String value, Set<Mark> marks, List<Inline> out) {
        if (!value.isEmpty()) {
            out.add(new Text(value, marks));
        }
    }

    private static boolean isSigned(Set<Mark> marks) {
        return marks.stream().anyMatch(mark -> mark != Mark.CODE);
    }

    private static Set<Mark> marks(Inline inline) {
        if (inline instanceof Text text) {
            return text.marks();
        }
        return inline instanceof Link link ? link.marks() : Set.of();
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Walks all nodes of a tree whose depth our own documents bound. */
    static void help(Node parent) {
        Node node = parent.getFirstChild();
        while (node != null) {
            Node next = node.getNext();
            if (isSign(node)) {
                before(node);
                after(node);
            }
            help(node);
            node = next;
        }
    }

    private static boolean isSign(Node node) {
        return node instanceof StrongEmphasis || node instanceof Emphasis || node instanceof Strikethrough;
    }

    private static void before(Node sign) {
        if (sign.getPrevious() instanceof org.commonmark.node.Text text
                && !isLetter(edge(sign.getFirstChild(), true))) {
            String words = text.getLiteral();
            int at = words.isEmpty() ? 0 : words.offsetByCodePoints(words.length(), -1);
            if (!words.isEmpty() && isLetter(words.codePointAt(at))) {
                text.setLiteral(words.substring(0, at));
                text.insertAfter(entity(words.codePointAt(at)));
            }
        }
    }

    private static void after(Node sign) {
        if (sign.getNext() instanceof org.commonmark.node.Text text && !isLetter(edge(sign.getLastChild(), false))) {
            String words = text.getLiteral();
            if (!words.isEmpty() && isLetter(words.codePointAt(0))) {
                int at = words.offsetByCodePoints(0, 1);
                text.setLiteral(words.substring(at));
                text.insertBefore(entity(words.codePointAt(0)));
            }
        }
    }

    /** The character that stands beside a sign; for anything but text it is a sign again. */
    private static int edge(@Nullable Node inside, boolean first) {
        if (inside instanceof org.commonmark.node.Text text
                && !text.getLiteral().isEmpty()) {
            String words = text.getLiteral();
            return first ? words.codePointAt(0) : words.codePointBefore(words.length());
        }
        return '*';
    }

    /** What is neither blank nor punctuation to CommonMark. */
    private static boolean isLetter(int c) {
        if (isBlank(c)) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.MODIFIER_SYMBOL,
                    Character.OTHER_SYMBOL -> false;
            default -> true;
        };
    }

    static Node entity(int c) {
        HtmlInline entity = new HtmlInline();
        entity.setLiteral("&#" + c + ";");
        return entity;
    }
}
