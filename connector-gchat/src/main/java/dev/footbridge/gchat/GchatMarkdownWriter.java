package dev.footbridge.gchat;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document that {@link GchatLowering} made as Markdown. Escaping is the library's: every sign of CommonMark in
 * text gets a backslash, so that nothing foreign means anything.
 */
final class GchatMarkdownWriter {

    private static final MarkdownRenderer RENDERER = MarkdownRenderer.builder()
            .extensions(List.of(StrikethroughExtension.create()))
            .build();

    /** Outermost first. */
    static final List<Mark> NESTED = List.of(Mark.BOLD, Mark.ITALIC, Mark.STRIKE);

    private GchatMarkdownWriter() {}

    /** Signs that would not count where they stand are helped. */
    static String write(Document lowered) {
        Node document = new org.commonmark.node.Document();
        GchatMarkEdges.tidy(lowered).blocks().forEach(block -> document.appendChild(block(block)));
        GchatFlanks.help(document);
        String markdown = RENDERER.render(document);
        return markdown.endsWith("\n") ? markdown.substring(0, markdown.length() - 1) : markdown;
    }

    private static Node block(Block block) {
        if (block instanceof Quote quote) {
            Node node = new BlockQuote();
            quote.blocks().forEach(inner -> node.appendChild(block(inner)));
            return node;
        }
        if (block instanceof CodeBlock code) {
            FencedCodeBlock node = new FencedCodeBlock();
            node.setFenceCharacter("`");
            node.setLiteral(code.text() + "\n");
            return node;
        }
        if (block instanceof ItemList list) {
            BulletList node = new BulletList();
            node.setMarker("*");
            node.setTight(true);
            list.items().forEach(item -> node.appendChild(item(item)));
            return node;
        }
        Node node = new org.commonmark.node.Paragraph();
        append(node, ((Paragraph) block).inlines(), 0);
        keepEdges(node);
        return node;
    }

    /** Markdown strips blanks at the ends of lines; written as an entity they stay. */
    private static void keepEdges(Node paragraph) {
        for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof org.commonmark.node.Text text) {
                boolean first = isEdge(text.getPrevious());
                boolean last = isEdge(text.getNext());
                keepEdges(text, first, last);
            }
        }
    }

    private static boolean isEdge(@Nullable Node neighbour) {
        return neighbour == null || neighbour instanceof HardLineBreak;
    }

    private static void keepEdges(org.commonmark.node.Text text, boolean first, boolean last) {
        String words = text.getLiteral();
        boolean before = first && !words.isEmpty() && isBlank(words.charAt(0));
        boolean after = last && words.length() > (before ? 1 : 0) && isBlank(words.charAt(words.length() - 1));
        text.setLiteral(words.substring(before ? 1 : 0, words.length() - (after ? 1 : 0)));
        if (before) {
            text.insertBefore(GchatFlanks.entity(words.charAt(0)));
        }
        if (after) {
            text.insertAfter(GchatFlanks.entity(words.charAt(words.length() - 1)));
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static Node item(ItemList.Item item) {
        Node node = new ListItem();
        item.blocks().forEach(inner -> node.appendChild(block(inner)));
        return node;
    }

    /** Runs side by side that share a mark stand between one pair of signs. */
    private static void append(Node parent, List<Inline> runs, int level) {
        if (level == NESTED.size()) {
            runs.forEach(run -> parent.appendChild(leaf(run)));
            return;
        }
        Mark mark = NESTED.get(level);
        int from = 0;
        while (from < runs.size()) {
            boolean marked = marks(runs.get(from)).contains(mark);
            int to = from + 1;
            while (to < runs.size() && marks(runs.get(to)).contains(mark) == marked) {
                to++;
            }
            Node node = marked ? sign(mark) : parent;
            append(node, runs.subList(from, to), level + 1);
            if (marked) {
                parent.appendChild(node);
            }
            from = to;
        }
    }

    private static Set<Mark> marks(Inline inline) {
        if (inline instanceof Text text) {
            return text.marks();
        }
        return inline instanceof Link link ? link.marks() : Set.of();
    }

    private static Node sign(Mark mark) {
        return switch (mark) {
            case BOLD -> new StrongEmphasis("**");
            case ITALIC -> new Emphasis("*");
            case STRIKE -> new Strikethrough("~~");
            case UNDERLINE, CODE -> throw new IllegalArgumentException(mark + " does not nest");
        };
    }

    private static Node leaf(Inline inline) {
        if (inline instanceof LineBreak) {
            return new HardLineBreak();
        }
        if (inline instanceof Mention mention) {
            // The reference of a person goes out as it is; ids have no character that needs an escape.
            HtmlInline reference = new HtmlInline();
            reference.setLiteral(GchatMentions.OPEN
                    + ((Mention.UserTarget) mention.target()).user().value() + ">");
            return reference;
        }
        if (inline instanceof Link link) {
            Node node = new org.commonmark.node.Link(link.url(), null);
            node.appendChild(words(link.text(), link.marks()));
            return node;
        }
        Text text = (Text) inline;
        return words(text.value(), text.marks());
    }

    private static Node words(String words, Set<Mark> marks) {
        return marks.contains(Mark.CODE) ? new Code(words) : new org.commonmark.node.Text(words);
    }
}
