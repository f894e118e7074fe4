package dev.footbridge.relay.scopes.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown: headings, tables, lists and paragraphs. What stands in code blocks is left aside. */
final class MarkdownReader extends AbstractVisitor {

    private static final Pattern TELLING =
            Pattern.compile("(?m)^\\s{0,3}(?:#{1,6}\\s+\\S|\\|?\\s*:?-{3,}:?\\s*\\|[-:|\\s]*$)");
    private static final Pattern UNESCAPED_BAR = Pattern.compile("(?<!\\\\)\\|");

    private final PermissionDocument document = new PermissionDocument();
    private final List<String> lines;
    private final Deque<Integer> levels = new ArrayDeque<>();
    private final Deque<Section> sections = new ArrayDeque<>(List.of(Section.NONE));

    private MarkdownReader(List<String> lines) {
        this.lines = lines;
    }

    /** Whether a text has headings or tables as only Markdown has. */
    static boolean isMarkdown(String text) {
        return TELLING.matcher(text).find();
    }

    static PermissionDocument read(String text) {
        MarkdownReader reader = new MarkdownReader(text.lines().toList());
        Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build()
                .parse(text)
                .accept(reader);
        return reader.document;
    }

    @Override
    public void visit(Heading heading) {
        while (!levels.isEmpty() && levels.peek() >= heading.getLevel()) {
            levels.pop();
            sections.pop();
        }
        levels.push(heading.getLevel());
        sections.push(sections.element().child(words(heading), line(heading)));
        document.add(sections.element());
    }

    @Override
    public void visit(ListItem item) {
        Node first = item.getFirstChild();
        if (first instanceof Paragraph) {
            var named = Wording.item(words(first));
            if (named.isPresent()) {
                Listings.item(document, sections.element(), line(item), named.get()[0], named.get()[1]);
                return;
            }
        }
        visitChildren(item);
    }

    @Override
    public void visit(Paragraph paragraph) {
        String words = words(paragraph);
        if (!words.isBlank()) {
            document.add(new Passage(sections.element()).add(line(paragraph), words));
        }
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            table((TableBlock) block);
        } else {
            visitChildren(block);
        }
    }

    private void table(TableBlock block) {
        Node head = block.getFirstChild();
        if (!(head instanceof TableHead) || !(head.getFirstChild() instanceof TableRow)) {
            return;
        }
        List<String> headings = cells(head.getFirstChild());
        Map<Column, Integer> columns = Column.of(headings);
        if (columns.isEmpty()) {
            return;
        }
        TableBuilder table = new TableBuilder(sections.element(), line(block), columns, headings.size());
        for (Node body = head.getNext(); body instanceof TableBody; body = body.getNext()) {
            for (Node row = body.getFirstChild(); row != null; row = row.getNext()) {
                int line = line(row);
                int written = written(lines.get(line - 1));
                if (written > headings.size()) {
                    document.tooManyCells(line, written, headings.size());
                } else {
                    table.row(line, cells(row), document);
                }
            }
        }
        document.add(table.build());
    }

    /** How many cells the line has; the parser drops those that are too many. */
    private static int written(String line) {
        String row = line.strip();
        int bars = UNESCAPED_BAR.split(row, -1).length - 1;
        return bars + 1 - (row.startsWith("|") ? 1 : 0) - (row.endsWith("|") && !row.endsWith("\\|") ? 1 : 0);
    }

    private static List<String> cells(Node row) {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
            cells.add(words(cell));
        }
        return cells;
    }

    private static int line(Node node) {
        return node.getSourceSpans().get(0).getLineIndex() + 1;
    }

    private static String words(Node node) {
        StringBuilder words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak end) {
                words.append(' ');
            }

            @Override
            public void visit(HardLineBreak end) {
                words.append(' ');
            }
        });
        return words.toString();
    }
}
