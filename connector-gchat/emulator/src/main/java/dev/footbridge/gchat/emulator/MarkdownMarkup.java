package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Reads {@code MARKUP_SYNTAX_MARKDOWN}: CommonMark with {@code ~~struck~~} and Chat's own {@code <users/…>}. What Chat cannot
 * show (headings, rules, HTML, indented code, images) stays the text it was written as.
 */
final class MarkdownMarkup {
    private static final int MAX_DEPTH = 16;
    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
            .maxOpenBlockParsers(MAX_DEPTH)
            .customDelimiterProcessor(new MarkdownStrike())
            .customInlineContentParserFactory(new MarkdownReference.Factory())
            .build();

    private final Mentions mentions;
    private final List<Line> lines = new ArrayList<>();
    private List<Run> runs = new ArrayList<>();

    private MarkdownMarkup(Mentions mentions) {
        this.mentions = mentions;
    }

    static List<Line> read(String text, Mentions mentions) {
        MarkdownMarkup reader = new MarkdownMarkup(mentions);
        reader.blocks(PARSER.parse(text), Line.of(Line.Kind.TEXT, List.of()));
        return List.copyOf(reader.lines);
    }

    /** @param like kind, level and number of the lines to write */
    private void blocks(Node parent, Line like) {
        Line current = like;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Paragraph) {
                separate(node, current);
                inlines(node, Set.of(), current, 0);
                end(current);
            } else if (node instanceof BlockQuote) {
                blocks(node, like.item() ? like : Line.of(Line.Kind.QUOTE, List.of()));
            } else if (node instanceof FencedCodeBlock code) {
                code(code.getLiteral());
            } else if (node instanceof ListBlock list) {
                items(list);
            }
            if (current.item() && node instanceof Block) {
                // Later paragraphs of an item are lines without a sign of their own.
                current = Line.of(Line.Kind.TEXT, List.of());
            }
        }
    }

    private void separate(Node node, Line like) {
        if (node.getPrevious() instanceof Paragraph && !like.item()) {
            lines.add(Line.of(like.kind(), List.of()));
        }
    }

    private void items(ListBlock list) {
        int level = depth(list);
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            boolean bullet = list instanceof BulletList;
            Line sign = new Line(bullet ? Line.Kind.BULLET : Line.Kind.NUMBER, level, bullet ? 0 : number, List.of());
            if (item.getFirstChild() == null) {
                lines.add(sign);
            }
            blocks(item, sign);
            number++;
        }
    }

    private static int depth(ListBlock list) {
        int depth = 0;
        for (Node up = list.getParent(); up != null; up = up.getParent()) {
            depth += up instanceof ListItem ? 1 : 0;
        }
        return depth;
    }

    private void code(String literal) {
        String inner = literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
        for (String line : inner.split("\n", -1)) {
            lines.add(Line.of(Line.Kind.CODE, List.of(Run.text(line, Set.of()))));
        }
    }

    private void end(Line like) {
        lines.add(new Line(like.kind(), like.level(), like.number(), runs));
        runs = new ArrayList<>();
    }

    private void inlines(Node parent, Set<Run.Mark> marks, Line like, int depth) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                end(like);
            } else if (mark(node).isPresent() && depth < MAX_DEPTH) {
                inlines(node, Run.with(marks, mark(node).get()), like, depth + 1);
            } else {
                runs.add(leaf(node, marks));
            }
        }
    }

    private static Optional<Run.Mark> mark(Node node) {
        if (node instanceof StrongEmphasis) {
            return Optional.of(Run.Mark.BOLD);
        }
        if (node instanceof Emphasis) {
            return Optional.of(Run.Mark.ITALIC);
        }
        return node instanceof MarkdownStrike.Struck ? Optional.of(Run.Mark.STRIKE) : Optional.empty();
    }

    private Run leaf(Node node, Set<Run.Mark> marks) {
        if (node instanceof Code code) {
            return Run.text(code.getLiteral(), Run.with(marks, Run.Mark.CODE));
        }
        if (node instanceof MarkdownReference reference) {
            return reference.resolve(mentions, marks);
        }
        String words = words(node);
        if (node instanceof Link link) {
            String address = link.getDestination();
            return new Run(Run.Kind.LINK, words.isEmpty() ? address : words, address, marks);
        }
        if (node instanceof Image image) {
            String address = image.getDestination();
            return new Run(Run.Kind.LINK, words.isEmpty() ? address : words, address, marks);
        }
        return Run.text(words, marks);
    }

    /** The words of a node and all below it; walks instead of recursing, as depth is the writer's choice. */
    private static String words(Node top) {
        StringBuilder words = new StringBuilder();
        Node node = top;
        while (true) {
            if (node instanceof Text text) {
                words.append(text.getLiteral());
            } else if (node instanceof Code code) {
                words.append(code.getLiteral());
            } else if (node instanceof HtmlInline html) {
                words.append(html.getLiteral());
            }
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                continue;
            }
            while (node != top && node.getNext() == null) {
                node = node.getParent();
            }
            if (node == top) {
                return words.toString();
            }
            node = node.getNext();
        }
    }
}
