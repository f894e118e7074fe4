package dev.footbridge.core.document;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Random blocks far from normal form: broken characters, empty runs, deep nesting, monstrous graphemes. */
final class RawBlocks {
    private static final String[] FRAGMENTS = {
        "",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\u2028",
        "\t",
        "word",
        "two words",
        "\u0000",
        "\u001b",
        "\u007f",
        "\u0085",
        "\ud83d",
        "\ude00",
        "😀",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        "🇩",
        "e\u0301",
        "\u0301",
        "\u0301".repeat(40),
        "\u200d",
        "\u200d❤",
        "ᄀ".repeat(40),
        "각",
        "\u0600".repeat(35),
        "*_~`<&>|",
        "\u202e",
        "ﷺ",
        "한국어",
        "a\n\nb",
        "\ufeff",
        "العربية",
        "🏽",
        "🏴\udb40\udc67\udb40\udc7f"
    };

    private static final WorkspaceId WORKSPACE = new WorkspaceId(new Platform("demo"), "w");

    private final RandomGenerator random;

    RawBlocks(RandomGenerator random) {
        this.random = random;
    }

    Document document() {
        return new Document(blocks(0));
    }

    List<Block> blocks(int depth) {
        List<Block> out = new ArrayList<>();
        int count = random.nextInt(depth == 0 ? 6 : 3);
        for (int i = 0; i < count; i++) {
            out.add(block(depth));
        }
        return out;
    }

    private Block block(int depth) {
        return switch (random.nextInt(depth > 11 ? 6 : 9)) {
            case 0, 1, 2 -> new Paragraph(inlines());
            case 3 -> new Heading(random.nextInt(9), inlines());
            case 4 -> new CodeBlock(random.nextBoolean() ? "java" : "no such language!", text() + "\n" + text());
            case 5 -> random.nextBoolean() ? new Rule() : table();
            case 6, 7 -> new Quote(blocks(depth + 1));
            default -> list(depth);
        };
    }

    private ItemList list(int depth) {
        List<ItemList.Item> items = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            items.add(new ItemList.Item(blocks(depth + 1)));
        }
        return new ItemList(random.nextBoolean(), random.nextInt(5), items);
    }

    private Table table() {
        List<Table.Row> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            List<Table.Cell> cells = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                cells.add(new Table.Cell(inlines()));
            }
            rows.add(new Table.Row(cells));
        }
        return new Table(random.nextBoolean(), rows);
    }

    private List<Inline> inlines() {
        List<Inline> out = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            out.add(inline());
        }
        return out;
    }

    private Inline inline() {
        return switch (random.nextInt(12)) {
            case 0 -> new Link(text(), "https://example.org/" + random.nextInt(2), marks());
            case 1 -> Mention.user(new UserId(WORKSPACE, "u" + random.nextInt(3)), text());
            case 2 -> new ChannelRef(new ChannelId(WORKSPACE, "c"), text());
            case 3 -> new EmojiRef(Emoji.custom("party" + FRAGMENTS[random.nextInt(20)]));
            case 4 -> new EmojiRef(Emoji.unicode("😀"));
            case 5 -> new LineBreak();
            default -> new Text(text(), marks());
        };
    }

    private Set<Mark> marks() {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : Mark.values()) {
            if (random.nextInt(5) == 0) {
                marks.add(mark);
            }
        }
        return marks;
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            out.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        }
        return out.toString();
    }
}
