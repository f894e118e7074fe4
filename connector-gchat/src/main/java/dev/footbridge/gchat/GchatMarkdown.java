package dev.footbridge.gchat;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentLimits;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;

/**
 * Reads {@code formattedText} in {@code MARKUP_SYNTAX_MARKDOWN}: CommonMark with {@code ~~struck~~} and Chat's own
 * {@code <users/…>}. Headings, rules, HTML and indented code are not part of Chat and stay the text they are written as.
 * See <a href="https://developers.google.com/workspace/chat/format-messages">Format messages</a>.
 */
final class GchatMarkdown {

    /** Around which no person nests, and far below what a stack holds. */
    private static final int MAX_DEPTH = 2 * DocumentLimits.MAX_DEPTH;

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
            .maxOpenBlockParsers(MAX_DEPTH)
            .maxInlineNesting(MAX_DEPTH)
            .extensions(List.of(
                    StrikethroughExtension.builder().requireTwoTildes(true).build()))
            .customInlineContentParserFactory(new GchatReference.Factory())
            .build();

    private final GchatIds ids;
    private final GchatTold told;

    /** @param told who may be mentioned */
    GchatMarkdown(GchatIds ids, GchatTold told) {
        this.ids = ids;
        this.told = told;
    }

    List<Block> read(String markdown) {
        return blocks(PARSER.parse(markdown));
    }

    private List<Block> blocks(Node parent) {
        List<Block> out = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof BlockQuote) {
                out.add(new Quote(blocks(node)));
            } else if (node instanceof FencedCodeBlock code) {
                out.add(new CodeBlock("", code.getLiteral()));
            } else if (node instanceof ListBlock list) {
                out.add(list(list));
            } else {
                out.add(new Paragraph(inlines(node)));
            }
        }
        return out;
    }

    private ItemList list(ListBlock list) {
        List<ItemList.Item> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            items.add(new ItemList.Item(blocks(item)));
        }
        if (list instanceof OrderedList ordered) {
            Integer start = ordered.getMarkerStartNumber();
            return new ItemList(true, start == null ? 1 : start, items);
        }
        return new ItemList(false, 1, items);
    }

    private List<Inline> inlines(Node parent) {
        List<Inline> out = new ArrayList<>();
        inlines(parent, EnumSet.noneOf(Mark.class), out);
        return out;
    }

    private void inlines(Node parent, Set<Mark> marks, List<Inline> out) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            Optional<Mark> mark = mark(node);
            if (mark.isPresent()) {
                EnumSet<Mark> inner = EnumSet.of(mark.get());
                inner.addAll(marks);
                inlines(node, inner, out);
            } else {
                out.add(leaf(node, marks));
            }
        }
    }

    private static Optional<Mark> mark(Node node) {
        if (node instanceof StrongEmphasis) {
            return Optional.of(Mark.BOLD);
        }
        if (node instanceof Emphasis) {
            return Optional.of(Mark.ITALIC);
        }
        return node instanceof Strikethrough ? Optional.of(Mark.STRIKE) : Optional.empty();
    }

    private Inline leaf(Node node, Set<Mark> marks) {
        if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
            return new LineBreak();
        }
        if (node instanceof GchatReference reference) {
            return GchatMentions.read(ids, reference.user(), told)
                    .orElseGet(() -> new Text(reference.written(), marks));
        }
        if (node instanceof Link link) {
            return dev.footbridge.core.document.Link.orText(words(link), link.getDestination(), marks);
        }
        if (node instanceof Image image) {
            return dev.footbridge.core.document.Link.orText(words(image), image.getDestination(), marks);
        }
        if (node instanceof Code code) {
            EnumSet<Mark> look = EnumSet.of(Mark.CODE);
            look.addAll(marks);
            return new Text(code.getLiteral(), look);
        }
        return new Text(words(node), marks);
    }

    /** The words of a node and of all below it. */
    private static String words(Node top) {
        StringBuilder out = new StringBuilder();
        words(top, out);
        return out.toString();
    }

    private static void words(Node node, StringBuilder out) {
        if (node instanceof org.commonmark.node.Text text) {
            out.append(text.getLiteral());
        } else if (node instanceof Code code) {
            out.append(code.getLiteral());
        } else if (node instanceof HtmlInline html) {
            out.append(html.getLiteral());
        } else if (node instanceof GchatReference reference) {
            out.append(reference.written());
        } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
            out.append(' ');
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            words(child, out);
        }
    }

    /** The document that a text stands for. */
    Document document(String markdown) {
        return new Document(read(markdown));
    }
}
