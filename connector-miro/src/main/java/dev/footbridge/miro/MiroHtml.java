package dev.footbridge.miro;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Turns parsed HTML into blocks. Unknown elements are transparent: their text stays; scripts and styles go. The depth is
 * bounded by the parser, so that recursion is safe.
 */
final class MiroHtml {

    /** Elements that begin and end a line. */
    private static final Set<String> LINES = Set.of("p", "div", "section", "article", "header", "footer", "tr", "li");

    private final List<Block> blocks = new ArrayList<>();
    private List<Inline> line = new ArrayList<>();

    private MiroHtml() {}

    static List<Block> blocks(Element parent) {
        MiroHtml reader = new MiroHtml();
        reader.children(parent, Set.of());
        reader.endLine();
        return reader.blocks;
    }

    private void children(Element parent, Set<Mark> marks) {
        for (Node child : parent.childNodes()) {
            if (child instanceof TextNode text) {
                text(text.getWholeText(), marks);
            } else if (child instanceof Element element) {
                element(element, marks);
            }
        }
    }

    /** White space is what the writer meant, as items are also filled with plain text; between blocks it is nothing. */
    private void text(String raw, Set<Mark> marks) {
        if (!line.isEmpty() || !raw.isBlank() || raw.indexOf('\n') < 0) {
            line.add(new Text(raw, marks));
        }
    }

    private void element(Element element, Set<Mark> outer) {
        String name = element.normalName();
        Set<Mark> marks = marks(name, outer);
        switch (name) {
            case "script", "style", "head", "title", "template", "noscript" -> {}
            case "br" -> line.add(new LineBreak());
            case "hr" -> add(new Rule());
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                add(new Heading(name.charAt(1) - '0', Paragraph.joined(blocks(element))));
            case "blockquote" -> add(new Quote(blocks(element)));
            case "pre" -> add(new CodeBlock("", element.wholeText()));
            case "ul", "ol" -> add(list(element, name.equals("ol")));
            case "a" -> link(element, marks);
            default -> transparent(element, LINES.contains(name), marks);
        }
    }

    private static Set<Mark> marks(String name, Set<Mark> outer) {
        Mark own = switch (name) {
            case "b", "strong" -> Mark.BOLD;
            case "i", "em" -> Mark.ITALIC;
            case "u", "ins" -> Mark.UNDERLINE;
            case "s", "strike", "del" -> Mark.STRIKE;
            case "code", "tt" -> Mark.CODE;
            default -> null;
        };
        if (own == null) {
            return outer;
        }
        EnumSet<Mark> marks = EnumSet.of(own);
        marks.addAll(outer);
        return Collections.unmodifiableSet(marks);
    }

    private void transparent(Element element, boolean lineOfItsOwn, Set<Mark> marks) {
        if (lineOfItsOwn) {
            endLine();
        }
        children(element, marks);
        if (lineOfItsOwn) {
            endLine();
        }
    }

    private void add(Block block) {
        endLine();
        blocks.add(block);
    }

    private void endLine() {
        if (!line.isEmpty()) {
            blocks.add(new Paragraph(line));
            line = new ArrayList<>();
        }
    }

    /** Reads the content as usual, then makes one link of what it added to the line. */
    private void link(Element element, Set<Mark> marks) {
        String url = element.attr("href").strip();
        List<Inline> around = line;
        int start = line.size();
        children(element, marks);
        if (line != around || !Link.isSafe(url)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        Set<Mark> look = marks;
        for (Inline inline : line.subList(start, line.size())) {
            if (inline instanceof Text run) {
                look = text.isEmpty() ? run.marks() : look;
                text.append(run.value());
            } else if (inline instanceof Link inner) {
                text.append(inner.text());
            } else {
                text.append(' ');
            }
        }
        line.subList(start, line.size()).clear();
        line.add(new Link(text.toString(), url, look));
    }

    private static ItemList list(Element element, boolean ordered) {
        List<ItemList.Item> items = new ArrayList<>();
        for (Element child : element.children()) {
            MiroHtml reader = new MiroHtml();
            reader.element(child, Set.of());
            reader.endLine();
            items.add(new ItemList.Item(reader.blocks));
        }
        return new ItemList(ordered, start(element), items);
    }

    private static int start(Element element) {
        String start = element.attr("start");
        return start.matches("\\d{1,9}") ? Integer.parseInt(start) : 1;
    }
}
