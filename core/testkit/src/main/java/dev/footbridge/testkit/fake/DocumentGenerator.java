package dev.footbridge.testkit.fake;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
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
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Random documents for property tests: every element that is allowed, and text full of what markup languages take for
 * their own. The same seed gives the same documents; print it when a test fails. Not safe for concurrent use.
 */
public final class DocumentGenerator {
    private static final String[] FRAGMENTS = {
        "word",
        "two words",
        " ",
        "a  b",
        "*",
        "_x_",
        "~",
        "`code`",
        "```",
        "<",
        ">",
        "&",
        "&amp;",
        "<b>",
        "</p>",
        "<@U1>",
        "<!channel>",
        "<https://evil.example|click>",
        "@here",
        "#general",
        ":smile:",
        "\\",
        "\"",
        "'",
        "[x](y)",
        "| a |",
        "1. ",
        "- ",
        "# ",
        "> ",
        "😀",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "e\u0301",
        "العربية",
        "한국어",
        "ﷺ",
        "\u00a0",
        "\u200b",
        "\u202e",
        "\t",
        "http://bare.example/x?y=1&z=2",
        "a@example.org",
        "{\"json\":1}",
        "$HOME",
        "%s",
        "\u0000",
        "\ud800"
    };

    private static final Set<Element> INLINES = EnumSet.of(
            Element.LINK,
            Element.USER_MENTION,
            Element.GROUP_MENTION,
            Element.BROADCAST_MENTION,
            Element.CHANNEL_REF,
            Element.CUSTOM_EMOJI,
            Element.LINE_BREAK);

    private final Random random;
    private final WorkspaceId workspace;
    private final Set<Element> allowed;

    /**
     * A generator of documents.
     *
     * @param workspace where the people and channels live that are mentioned
     * @param allowed elements that may occur; plain paragraphs always do
     */
    public DocumentGenerator(long seed, WorkspaceId workspace, Set<Element> allowed) {
        this.random = new Random(seed);
        this.workspace = workspace;
        this.allowed = Set.copyOf(allowed);
    }

    /** A generator that uses every element. */
    public DocumentGenerator(long seed, WorkspaceId workspace) {
        this(seed, workspace, EnumSet.allOf(Element.class));
    }

    /** The next document, of 1 to 6 blocks; never empty. */
    public Document next() {
        List<Block> blocks = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            blocks.add(block(0));
        }
        blocks.add(Paragraph.of(Text.of("end" + random.nextInt(1_000))));
        return new Document(blocks);
    }

    private Block block(int depth) {
        List<Supplier<Block>> kinds = new ArrayList<>();
        kinds.add(() -> new Paragraph(inlines()));
        add(kinds, Element.HEADING, () -> new Heading(1 + random.nextInt(6), inlines()));
        add(kinds, Element.CODE_BLOCK, this::codeBlock);
        add(kinds, Element.RULE, Rule::new);
        add(kinds, Element.TABLE, this::table);
        if (depth < 3) {
            add(kinds, Element.QUOTE, () -> new Quote(List.of(block(depth + 1), block(depth + 1))));
        }
        if (depth == 0 || (depth < 3 && allowed.contains(Element.NESTED_LIST))) {
            add(kinds, Element.BULLET_LIST, () -> list(false, depth));
            add(kinds, Element.ORDERED_LIST, () -> list(true, depth));
        }
        return kinds.get(random.nextInt(kinds.size())).get();
    }

    private <T> void add(List<Supplier<T>> kinds, Element element, Supplier<T> kind) {
        if (allowed.contains(element)) {
            kinds.add(kind);
        }
    }

    private CodeBlock codeBlock() {
        String language = allowed.contains(Element.CODE_LANGUAGE) && random.nextBoolean() ? "java" : "";
        return new CodeBlock(language, text() + "\n  " + text());
    }

    private ItemList list(boolean ordered, int depth) {
        List<ItemList.Item> items = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<Block> blocks = new ArrayList<>(List.of(new Paragraph(inlines())));
            if (depth < 3 && allowed.contains(Element.NESTED_LIST) && random.nextInt(3) == 0) {
                blocks.add(list(ordered, depth + 1));
            }
            items.add(new ItemList.Item(blocks));
        }
        return new ItemList(ordered, ordered ? 1 + random.nextInt(3) : 1, items);
    }

    private Table table() {
        List<Table.Row> rows = new ArrayList<>();
        int columns = 1 + random.nextInt(3);
        for (int row = 1 + random.nextInt(3); row > 0; row--) {
            List<Table.Cell> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                cells.add(new Table.Cell(List.of(run())));
            }
            rows.add(new Table.Row(cells));
        }
        return new Table(random.nextBoolean(), rows);
    }

    private List<Inline> inlines() {
        List<Inline> out = new ArrayList<>(List.of(run()));
        List<Element> elements = INLINES.stream().filter(allowed::contains).toList();
        for (int i = random.nextInt(6); i > 0; i--) {
            boolean plain = elements.isEmpty() || random.nextBoolean();
            out.add(plain ? run() : special(elements.get(random.nextInt(elements.size()))));
        }
        return out;
    }

    private Inline special(Element element) {
        String label = "name" + random.nextInt(10);
        if (element == Element.LINK) {
            return new Link(text(), "https://example.org/" + random.nextInt(100) + "?a=1&b=%20", marks());
        }
        if (element == Element.USER_MENTION) {
            return Mention.user(new UserId(workspace, "U" + random.nextInt(10)), label);
        }
        if (element == Element.GROUP_MENTION) {
            return new Mention(new Mention.GroupTarget("S" + random.nextInt(10)), label);
        }
        if (element == Element.BROADCAST_MENTION) {
            Mention.Audience[] audiences = Mention.Audience.values();
            return Mention.broadcast(audiences[random.nextInt(audiences.length)], "");
        }
        if (element == Element.CHANNEL_REF) {
            return new ChannelRef(new ChannelId(workspace, "C" + random.nextInt(10)), label);
        }
        return element == Element.CUSTOM_EMOJI ? new EmojiRef(Emoji.custom("party_parrot")) : new LineBreak();
    }

    private Text run() {
        return new Text(text(), marks());
    }

    private Set<Mark> marks() {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (allowed.contains(Element.valueOf(mark.name())) && random.nextInt(5) == 0) {
                marks.add(mark);
            }
        }
        return marks;
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            out.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        return out.toString();
    }
}
