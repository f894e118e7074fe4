package dev.footbridge.webex;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.renderer.markdown.MarkdownRenderer;

/** Writes a document of {@link WebexSubset} as markdown. Escapes and block structure are the library's. */
final class WebexMarkdown {

    private static final MarkdownRenderer RENDERER = MarkdownRenderer.builder().build();
    private static final Pattern PLAIN_URL =
            Pattern.compile("(?:[A-Za-z0-9:/?#@!$',+;=._%-]|&(?![A-Za-z0-9#]{1,40};))*");
    private static final char NO_BREAK_SPACE = WebexLine.NO_BREAK_SPACE;

    private WebexMarkdown() {}

    static String write(Document document) {
        org.commonmark.node.Document root = new org.commonmark.node.Document();
        blocks(root, document.blocks());
        return RENDERER.render(root).stripTrailing();
    }

    private static void blocks(Node parent, List<Block> blocks) {
        Optional<ListBlock> before = Optional.empty();
        for (Block block : blocks) {
            Node node = block(block);
            before = before.flatMap(list -> differing(list, node));
            parent.appendChild(node);
            before = node instanceof ListBlock list ? Optional.of(list) : Optional.empty();
        }
    }

    /** Two lists of one kind would run into one another; another sign keeps them apart. */
    private static Optional<ListBlock> differing(ListBlock before, Node node) {
        if (before instanceof BulletList first && node instanceof BulletList second) {
            second.setMarker("-".equals(first.getMarker()) ? "*" : "-");
        }
        if (before instanceof OrderedList first && node instanceof OrderedList second) {
            second.setMarkerDelimiter(".".equals(first.getMarkerDelimiter()) ? ")" : ".");
        }
        return Optional.empty();
    }

    private static Node block(Block block) {
        if (block instanceof Quote quote) {
            BlockQuote node = new BlockQuote();
            blocks(node, quote.blocks());
            return node;
        }
        if (block instanceof dev.footbridge.core.document.CodeBlock code) {
            FencedCodeBlock node = new FencedCodeBlock();
            node.setLiteral(code.text() + "\n");
            return node;
        }
        if (block instanceof ItemList list) {
            return list(list);
        }
        org.commonmark.node.Paragraph node = new org.commonmark.node.Paragraph();
        if (block instanceof Paragraph paragraph) {
            inlines(node, paragraph.inlines());
        } else {
            // Headings, tables and rules are none of the subset.
            node.appendChild(new Text(Document.of(block).plainText().replace('\n', ' ')));
        }
        return node;
    }

    private static Node list(ItemList list) {
        ListBlock node = list.ordered() ? ordered(list.start()) : bullets();
        node.setTight(list.items().stream().allMatch(WebexMarkdown::isTight));
        for (ItemList.Item item : list.items()) {
            ListItem child = new ListItem();
            blocks(child, item.blocks());
            node.appendChild(child);
        }
        return node;
    }

    private static ListBlock bullets() {
        BulletList list = new BulletList();
        list.setMarker("-");
        return list;
    }

    private static ListBlock ordered(int start) {
        OrderedList list = new OrderedList();
        list.setMarkerStartNumber(start);
        list.setMarkerDelimiter(".");
        return list;
    }

    /** Without empty lines between, a second paragraph would run into the first one, and so would a list from three on. */
    private static boolean isTight(ItemList.Item item) {
        return item.blocks().stream()
                .skip(1)
                .allMatch(block -> block instanceof ItemList list && (!list.ordered() || list.start() == 1));
    }

    private static void inlines(Node parent, List<Inline> inlines) {
        boolean lineStart = true;
        Node strong = parent;
        Node at = parent;
        Set<Mark> open = Set.of();
        for (int i = 0; i < inlines.size(); i++) {
            Inline inline = inlines.get(i);
            Set<Mark> marks = marks(inline);
            boolean bold = marks.contains(Mark.BOLD);
            boolean italic = marks.contains(Mark.ITALIC);
            if (bold != open.contains(Mark.BOLD)) {
                strong = bold ? child(parent, new StrongEmphasis()) : parent;
                at = italic ? child(strong, new Emphasis()) : strong;
            } else if (italic != open.contains(Mark.ITALIC)) {
                at = italic ? child(strong, new Emphasis()) : strong;
            }
            open = marks;
            boolean lineEnd = i == inlines.size() - 1 || inlines.get(i + 1) instanceof LineBreak;
            inline(at, inline, lineStart, lineEnd);
            lineStart = inline instanceof LineBreak;
        }
    }

    private static Node child(Node parent, Node child) {
        parent.appendChild(child);
        return child;
    }

    private static Set<Mark> marks(Inline inline) {
        if (inline instanceof dev.footbridge.core.document.Text text) {
            return text.marks();
        }
        return inline instanceof dev.footbridge.core.document.Link link ? link.marks() : Set.of();
    }

    private static void inline(Node parent, Inline inline, boolean lineStart, boolean lineEnd) {
        if (inline instanceof dev.footbridge.core.document.Text text) {
            run(parent, text.value(), text.marks(), lineStart, lineEnd);
        } else if (inline instanceof dev.footbridge.core.document.Link link) {
            link(parent, link);
        } else if (inline instanceof Mention mention) {
            parent.appendChild(raw(mention(mention)));
        } else if (inline instanceof LineBreak) {
            parent.appendChild(new HardLineBreak());
        }
    }

    /** Common addresses stay as they are, without the library's backslashes. */
    private static void link(Node parent, dev.footbridge.core.document.Link link) {
        if (PLAIN_URL.matcher(link.url()).matches()) {
            parent.appendChild(raw("["));
            run(parent, link.text(), link.marks(), true, true);
            parent.appendChild(raw("](" + link.url() + ")"));
            return;
        }
        Link node = new Link(link.url(), null);
        run(node, link.text(), link.marks(), true, true);
        parent.appendChild(node);
    }

    private static String mention(Mention mention) {
        if (mention.target() instanceof Mention.UserTarget user) {
            String label = mention.label().isEmpty() ? "" : "|" + mention.label();
            return "<@personId:" + user.user().value() + label + ">";
        }
        return "";
    }

    private static void run(Node parent, String value, Set<Mark> marks, boolean lineStart, boolean lineEnd) {
        if (marks.contains(Mark.CODE)) {
            parent.appendChild(new Code(value));
            return;
        }
        StringBuilder plain = new StringBuilder();
        String spaced = spaced(value, lineStart, lineEnd);
        for (int i = 0; i < spaced.length(); i++) {
            String entity = entity(spaced, i);
            if (entity.isEmpty()) {
                plain.append(spaced.charAt(i));
            } else {
                flush(parent, plain);
                parent.appendChild(raw(entity));
            }
        }
        flush(parent, plain);
    }

    private static void flush(Node parent, StringBuilder plain) {
        if (!plain.isEmpty()) {
            parent.appendChild(new Text(plain.toString()));
            plain.setLength(0);
        }
    }

    /**
     * Entities work in every kind of markdown, backslashes before these characters only in some. And whoever looks for
     * mentions before reading the markdown must not find one.
     */
    private static String entity(String text, int at) {
        return switch (text.charAt(at)) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '~' -> "&#126;";
            case '&' -> startsEntity(text, at + 1) ? "&amp;" : "&";
            default -> "";
        };
    }

    private static boolean startsEntity(String text, int at) {
        // At the end of the run the next one may go on with it.
        return at == text.length() || text.charAt(at) == '#' || Character.isLetterOrDigit(text.charAt(at));
    }

    /**
     * Spaces at the edge of a line and beside another space would vanish: they become no-break spaces. What is a no-break space
     * already is joined to that edge, which nobody sees, so that the reader can tell it from those.
     */
    private static String spaced(String value, boolean lineStart, boolean lineEnd) {
        StringBuilder out = new StringBuilder(value.length());
        boolean afterSpace = lineStart;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean hidden = c == ' ' && (afterSpace || (lineEnd && isBlankFrom(value, i)));
            if (c == NO_BREAK_SPACE && isEdge(value, i - 1)) {
                out.append(WebexLine.JOINER);
            }
            out.append(hidden ? NO_BREAK_SPACE : c);
            if (c == NO_BREAK_SPACE && isEdge(value, i + 1)) {
                out.append(WebexLine.JOINER);
            }
            afterSpace = c == ' ' && !hidden;
        }
        return out.toString();
    }

    private static boolean isEdge(String value, int index) {
        return index < 0 || index >= value.length() || value.charAt(index) == ' ';
    }

    private static boolean isBlankFrom(String value, int from) {
        return from == value.length() - 1;
    }

    private static Node raw(String markdown) {
        HtmlInline node = new HtmlInline();
        node.setLiteral(markdown);
        return node;
    }
}
