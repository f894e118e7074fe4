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
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The edges of marked text. CommonMark counts a sign only where it flanks something, not beside a blank inside: so blanks
 * move out of marked text. What signs need of the characters beside them, {@link GchatFlanks} sees to.
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

    /** Blanks keep only the signs that stand open on both of their sides and all along them. */
    private static List<Inline> tidied(List<Inline> inlines) {
        List<Inline> pieces = new ArrayList<>();
        inlines.forEach(inline -> cut(inline, pieces));
        List<Inline> out = new ArrayList<>();
        int from = 0;
        while (from < pieces.size()) {
            int to = from;
            StringBuilder blanks = new StringBuilder();
            while (to < pieces.size() && isBlank(pieces.get(to))) {
                blanks.append(((Text) pieces.get(to)).value());
                to++;
            }
            if (to == from) {
                out.add(pieces.get(from));
                from++;
            } else {
                out.add(new Text(blanks.toString(), open(pieces, from, to)));
                from = to;
            }
        }
        return out;
    }

    /** In blanks before, words and blanks behind. What is code has signs of its own between its blanks and all others. */
    private static void cut(Inline inline, List<Inline> out) {
        if (!(inline instanceof Text text) || text.marks().contains(Mark.CODE)) {
            out.add(inline);
            return;
        }
        String value = text.value();
        int from = 0;
        while (from < value.length() && isBlank(value.charAt(from))) {
            from++;
        }
        int to = value.length();
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        add(value.substring(0, from), text.marks(), out);
        add(value.substring(from, to), text.marks(), out);
        add(value.substring(to), text.marks(), out);
    }

    private static void add(String value, Set<Mark> marks, List<Inline> out) {
        if (!value.isEmpty()) {
            out.add(new Text(value, marks));
        }
    }

    private static boolean isBlank(Inline inline) {
        return inline instanceof Text text
                && !text.marks().contains(Mark.CODE)
                && isBlank(text.value().charAt(0));
    }

    /** Signs nest: where one closes, all inside of it close. */
    private static Set<Mark> open(List<Inline> pieces, int from, int to) {
        List<Set<Mark>> along = new ArrayList<>();
        along.add(from == 0 ? Set.of() : marks(pieces.get(from - 1)));
        pieces.subList(from, to).forEach(blank -> along.add(marks(blank)));
        along.add(to == pieces.size() ? Set.of() : marks(pieces.get(to)));
        Set<Mark> open = EnumSet.noneOf(Mark.class);
        for (Mark mark : GchatMarkdownWriter.NESTED) {
            boolean everywhere = along.stream().allMatch(marks -> marks.contains(mark));
            if (everywhere) {
                open.add(mark);
            } else if (along.stream().anyMatch(marks -> marks.contains(mark))) {
                return open;
            }
        }
        return open;
    }

    private static Set<Mark> marks(Inline inline) {
        if (inline instanceof Text text) {
            return text.marks();
        }
        return inline instanceof Link link ? link.marks() : Set.of();
    }

    static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
