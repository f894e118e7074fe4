package dev.footbridge.teams;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Turns parsed HTML into blocks. Unknown elements are transparent: their text stays. The depth is bounded by the
 * parser, so that recursion is safe.
 */
final class TeamsHtml {

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

    private final Map<String, Mention> mentions;
    private final Map<String, List<Block>> attached;
    private final List<Block> blocks = new ArrayList<>();
    private List<Inline> line = new ArrayList<>();
    /** White space that was read but not yet written: it counts only between two things that are seen. */
    private boolean pendingSpace;

    private Set<Mark> pendingMarks = Set.of();

    private TeamsHtml(Map<String, Mention> mentions, Map<String, List<Block>> attached) {
        this.mentions = mentions;
        this.attached = attached;
    }

    /** The blocks of an element's content; attachments that the content points to are taken out of {@code attached}. */
    static List<Block> blocks(Element parent, Map<String, Mention> mentions, Map<String, List<Block>> attached) {
        TeamsHtml reader = new TeamsHtml(mentions, attached);
        reader.children(parent, Set.of());
        reader.endLine();
        return reader.blocks;
    }

    /** Text that may be HTML, as text. */
    static String plain(String text) {
        return text.indexOf('<') < 0 ? text : TeamsReader.parse(text).text();
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

    private void element(Element element, Set<Mark> outer) {
        String name = element.normalName();
        Set<Mark> marks = TeamsStyles.marks(element, outer);
        switch (name) {
            case "script", "style", "head", "title", "template", "noscript" -> {}
            case "br" -> lineBreak();
            case "hr" -> add(new Rule());
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                add(new Heading(name.charAt(1) - '0', Paragraph.joined(inner(element))));
            case "blockquote" -> add(new Quote(inner(element)));
            case "pre", "codeblock" -> add(new CodeBlock(TeamsStyles.language(element), TeamsStyles.code(element)));
            case "ul", "ol" -> add(list(element, name.equals("ol")));
            case "table" -> add(table(element));
            case "a" -> link(element, marks);
            case "at" -> mention(element, marks);
            case "attachment" -> attachment(element);
            case "emoji" -> emoji(element, marks);
            case "customemoji" -> customEmoji(element);
            case "img" -> picture(element, marks);
            default -> transparent(element, LINES.contains(name), marks);
        }
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
        return blocks(element, mentions, attached);
    }

    private void add(Block block) {
        endLine();
        blocks.add(block);
    }

    private void endLine() {
        pendingSpace = false;
        if (!line.isEmpty()) {
            blocks.add(new Paragraph(line));
            line = new ArrayList<>();
        }
    }

    private void lineBreak() {
        pendingSpace = false;
        line.add(new LineBreak());
    }

    /** Collapses white space as a browser does; a no-break space is how an editor writes a space that shall be seen. */
    private void text(String raw, Set<Mark> marks) {
        StringBuilder run = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isWhiteSpace(c)) {
                if (!pendingSpace && !(run.isEmpty() && atLineStart())) {
                    pendingSpace = true;
                    pendingMarks = marks;
                }
            } else {
                if (pendingSpace && pendingMarks.equals(marks)) {
                    run.append(' ');
                    pendingSpace = false;
                } else {
                    flushSpace();
                }
                run.append(TeamsStyles.typed(c));
            }
        }
        if (!run.isEmpty()) {
            line.add(new Text(run.toString(), marks));
        }
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }

    private boolean atLineStart() {
        return line.isEmpty() || line.get(line.size() - 1) instanceof LineBreak;
    }

    private void flushSpace() {
        if (pendingSpace) {
            line.add(new Text(" ", pendingMarks));
            pendingSpace = false;
        }
    }

    private void visible(Inline inline) {
        flushSpace();
        line.add(inline);
    }

    /** Reads the content as usual, then makes one link of what it added to the line. */
    private void link(Element element, Set<Mark> marks) {
        String url = element.attr("href").strip();
        flushSpace();
        List<Inline> around = line;
        int start = line.size();
        children(element, marks);
        if (line != around || !Link.isSafe(url)) {
            return;
        }
        List<Inline> inside = line.subList(start, line.size());
        if (inside.stream().allMatch(inline -> inline instanceof Text || inline instanceof LineBreak)) {
            Link link = joined(inside, url, marks);
            inside.clear();
            pendingSpace = false;
            line.add(link);
        }
    }

    private Link joined(List<Inline> inside, String url, Set<Mark> marks) {
        StringBuilder text = new StringBuilder();
        Set<Mark> look = marks;
        for (Inline inline : inside) {
            if (inline instanceof Text run) {
                look = text.isEmpty() ? run.marks() : look;
                text.append(run.value());
            } else {
                text.append(' ');
            }
        }
        return new Link(text.append(pendingSpace ? " " : "").toString(), url, look);
    }

    private void mention(Element element, Set<Mark> marks) {
        Mention mention = mentions.get(element.attr("id"));
        String shown = TeamsStyles.shown(element);
        if (mention != null) {
            visible(mention.label().isEmpty() ? new Mention(mention.target(), shown) : mention);
        } else if (!shown.isEmpty()) {
            visible(new Text(shown, marks));
        }
    }

    private void attachment(Element element) {
        List<Block> found = attached.remove(element.attr("id"));
        if (found != null) {
            endLine();
            blocks.addAll(found);
        }
        // The parser does not know the element: what follows it may have ended up inside.
        children(element, Set.of());
    }

    private void emoji(Element element, Set<Mark> marks) {
        text(element.attr("alt"), marks);
        children(element, marks);
    }

    private void customEmoji(Element element) {
        String name = element.attr("alt").replace(":", "").strip();
        if (!name.isEmpty() && name.length() <= Emoji.MAX_LENGTH) {
            visible(new EmojiRef(Emoji.custom(name)));
        }
        children(element, Set.of());
    }

    /** Pictures of the message itself are attachments; one from elsewhere is a link. */
    private void picture(Element element, Set<Mark> marks) {
        String source = element.attr("src");
        String alt = element.attr("alt");
        if (element.attr("itemtype").endsWith("/Emoji")) {
            text(alt, marks);
        } else if (!TeamsStyles.isHosted(source) && Link.isSafe(source)) {
            visible(new Link(alt, source, marks));
        }
    }

    private ItemList list(Element element, boolean ordered) {
        List<List<Block>> items = new ArrayList<>();
        for (Element child : element.children()) {
            if (child.normalName().equals("li")) {
                items.add(inner(child));
                continue;
            }
            // An old editor's nested list stands beside its item instead of inside.
            if (items.isEmpty()) {
                items.add(new ArrayList<>());
            }
            TeamsHtml reader = new TeamsHtml(mentions, attached);
            reader.element(child, Set.of());
            reader.endLine();
            items.get(items.size() - 1).addAll(reader.blocks);
        }
        int start = TeamsStyles.number(element.attr("start"), 1);
        return new ItemList(
                ordered, start, items.stream().map(ItemList.Item::new).toList());
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
