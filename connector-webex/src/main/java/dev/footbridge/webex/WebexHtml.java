package dev.footbridge.webex;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Turns parsed HTML into blocks. Unknown elements are transparent: their text stays. The depth is bounded by the parser,
 * so that recursion is safe.
 */
final class WebexHtml {

    /** Elements that begin and end a line. */
    private static final Set<String> LINES = Set.of(
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "figure",
            "figcaption",
            "dl",
            "dt",
            "dd",
            "center",
            "address",
            "caption",
            "li",
            "tr");

    private static final int MAX_START = 999_999_999;

    private final WebexIds ids;
    private final List<Block> blocks = new ArrayList<>();
    private final WebexLine line = new WebexLine();

    private WebexHtml(WebexIds ids) {
        this.ids = ids;
    }

    /** The blocks of an element's content. */
    static List<Block> blocks(Element parent, WebexIds ids) {
        WebexHtml reader = new WebexHtml(ids);
        reader.children(parent, Set.of());
        reader.endLine();
        return reader.blocks;
    }

    private void children(Element parent, Set<Mark> marks) {
        for (Node child : parent.childNodes()) {
            if (child instanceof TextNode text) {
                line.text(text.getWholeText(), marks);
            } else if (child instanceof Element element) {
                element(element, marks);
            }
        }
    }

    private void element(Element element, Set<Mark> marks) {
        String name = element.normalName();
        switch (name) {
            case "script", "style", "head", "title", "template", "noscript" -> {}
            case "br" -> line.lineBreak();
            case "hr" -> add(new Rule());
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                add(new Heading(name.charAt(1) - '0', Paragraph.joined(inner(element))));
            case "blockquote" -> add(new Quote(inner(element)));
            case "pre" -> add(new CodeBlock(language(element), element.wholeText()));
            case "ul", "ol" -> add(list(element, name.equals("ol")));
            case "table" -> add(table(element));
            case "a" -> link(element, marks);
            case "spark-mention" -> mention(element, marks);
            case "b", "strong" -> children(element, with(Mark.BOLD, marks));
            case "i", "em" -> children(element, with(Mark.ITALIC, marks));
            case "u", "ins" -> children(element, with(Mark.UNDERLINE, marks));
            case "s", "del", "strike" -> children(element, with(Mark.STRIKE, marks));
            case "code", "kbd", "samp", "tt" -> children(element, with(Mark.CODE, marks));
            default -> transparent(element, LINES.contains(name), marks);
        }
    }

    private static Set<Mark> with(Mark mark, Set<Mark> marks) {
        Set<Mark> more = EnumSet.of(mark);
        more.addAll(marks);
        return more;
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

    private List<Block> inner(Element element) {
        return blocks(element, ids);
    }

    private void add(Block block) {
        endLine();
        blocks.add(block);
    }

    private void endLine() {
        List<Inline> inlines = line.end();
        if (!inlines.isEmpty()) {
            blocks.add(new Paragraph(inlines));
        }
    }

    private static String language(Element pre) {
        Element code = pre.selectFirst("code[class^=language-]");
        return code == null ? "" : code.className().substring("language-".length());
    }

    /** One link of all its text; what is no text stays what it is. */
    private void link(Element element, Set<Mark> marks) {
        String url = element.attr("href").strip();
        boolean nested = !element.select("spark-mention, p, div, ul, ol, table, pre, blockquote, a a")
                .isEmpty();
        if (nested || !Link.isSafe(url)) {
            children(element, marks);
            return;
        }
        WebexHtml inside = new WebexHtml(ids);
        inside.line.inside();
        inside.children(element, marks);
        StringBuilder text = new StringBuilder();
        Set<Mark> look = marks;
        for (Inline inline : inside.line.end()) {
            if (inline instanceof Text run) {
                look = text.isEmpty() ? run.marks() : look;
                text.append(run.value());
            } else {
                text.append(' ');
            }
        }
        line.add(new Link(text.toString(), url, look));
    }

    private void mention(Element element, Set<Mark> marks) {
        String label = element.text().strip();
        String shown = label.startsWith("@") ? label.substring(1) : label;
        Optional<Mention> mention = target(element).map(target -> new Mention(target, shown));
        if (mention.isPresent()) {
            line.add(mention.get());
        } else {
            children(element, marks);
        }
    }

    private Optional<Mention.Target> target(Element element) {
        String type = element.attr("data-object-type");
        if (type.equals("groupMention")) {
            String group = element.attr("data-group-type");
            return switch (group) {
                case "all" -> Optional.of(new Mention.BroadcastTarget(Mention.Audience.CHANNEL));
                case "here" -> Optional.of(new Mention.BroadcastTarget(Mention.Audience.ACTIVE));
                default -> Optional.empty();
            };
        }
        return type.equals("person")
                ? ids.person(Optional.of(element.attr("data-object-id"))).map(Mention.UserTarget::new)
                : Optional.empty();
    }

    private ItemList list(Element element, boolean ordered) {
        List<List<Block>> items = new ArrayList<>();
        for (Element child : element.children()) {
            if (child.normalName().equals("li")) {
                items.add(inner(child));
                continue;
            }
            // A nested list beside its item instead of inside.
            if (items.isEmpty()) {
                items.add(new ArrayList<>());
            }
            WebexHtml reader = new WebexHtml(ids);
            reader.element(child, Set.of());
            reader.endLine();
            items.get(items.size() - 1).addAll(reader.blocks);
        }
        return new ItemList(
                ordered,
                start(element.attr("start")),
                items.stream().map(ItemList.Item::new).toList());
    }

    private static int start(String attribute) {
        try {
            return attribute.isEmpty() ? 1 : Math.min(MAX_START, Integer.parseInt(attribute));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private Table table(Element table) {
        List<Element> rows = new ArrayList<>();
        for (Element part : table.children()) {
            rows.addAll(part.normalName().equals("tr") ? List.of(part) : part.children());
        }
        List<Table.Row> read = rows.stream()
                .map(row -> new Table.Row(row.children().stream()
                        .map(cell -> new Table.Cell(Paragraph.joined(inner(cell))))
                        .toList()))
                .toList();
        boolean header = !rows.isEmpty()
                && rows.get(0).childrenSize() > 0
                && rows.get(0).children().stream()
                        .allMatch(cell -> cell.normalName().equals("th"));
        return new Table(header, read);
    }
}
