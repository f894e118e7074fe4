package dev.footbridge.testkit.contract;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
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

/** Small documents that show one element each. */
final class Samples {

    private final ConnectorHarness harness;

    Samples(ConnectorHarness harness) {
        this.harness = harness;
    }

    /** Documents with this element; none for elements that are not part of a body. */
    List<Document> of(Element element) {
        return switch (element) {
            case BOLD -> marked(Mark.BOLD);
            case ITALIC -> marked(Mark.ITALIC);
            case UNDERLINE -> marked(Mark.UNDERLINE);
            case STRIKE -> marked(Mark.STRIKE);
            case CODE -> marked(Mark.CODE);
            case LINK -> inline(Link.of("beta", "https://example.org/path?a=1&b=2"));
            case USER_MENTION -> inline(userMention());
            case GROUP_MENTION ->
                harness.group()
                        .map(group -> inline(new Mention(new Mention.GroupTarget(group), "beta")))
                        .orElse(List.of());
            case BROADCAST_MENTION -> inline(Mention.broadcast(Mention.Audience.CHANNEL, "channel"));
            case CHANNEL_REF -> inline(new ChannelRef(harness.channel(), "beta"));
            case CUSTOM_EMOJI ->
                harness.customEmoji().map(emoji -> inline(new EmojiRef(emoji))).orElse(List.of());
            case LINE_BREAK -> inline(new LineBreak());
            case PARAGRAPH -> List.of(Document.of(paragraph("alpha"), paragraph("beta")));
            case HEADING -> headings();
            case QUOTE -> block(new Quote(List.of(paragraph("beta"))));
            case CODE_BLOCK -> block(new CodeBlock("", "beta\n  indented"));
            case CODE_LANGUAGE -> block(new CodeBlock("java", "beta"));
            case BULLET_LIST -> block(list(false, 1));
            case ORDERED_LIST -> List.of(around(list(true, 1)), around(list(true, 3)));
            case NESTED_LIST -> block(nested());
            case TABLE -> block(table());
            case RULE -> block(new Rule());
            case LONG_BODY,
                    AUTHOR_NAME,
                    AUTHOR_AVATAR,
                    POST,
                    REPLY,
                    EDIT,
                    DELETE,
                    REACTION,
                    CUSTOM_REACTION,
                    ATTACHMENT -> List.of();
        };
    }

    private Mention userMention() {
        return Mention.user(
                harness.people().first(),
                harness.people().nameOf(harness.people().first()));
    }

    private static List<Document> marked(Mark mark) {
        return inline(Text.of("beta", mark));
    }

    private static List<Document> inline(Inline inline) {
        return List.of(Document.of(Text.of("alpha "), inline, Text.of(" gamma")));
    }

    private static List<Document> block(Block block) {
        return List.of(around(block));
    }

    private static Document around(Block block) {
        return Document.of(paragraph("alpha"), block, paragraph("gamma"));
    }

    private static Paragraph paragraph(String text) {
        return Paragraph.of(Text.of(text));
    }

    private static List<Document> headings() {
        List<Document> all = new ArrayList<>();
        for (int level = 1; level <= 6; level++) {
            all.add(around(new Heading(level, List.of(Text.of("beta")))));
        }
        return all;
    }

    private static ItemList list(boolean ordered, int start) {
        return new ItemList(
                ordered, start, List.of(ItemList.Item.of(Text.of("beta")), ItemList.Item.of(Text.of("delta"))));
    }

    private static ItemList nested() {
        ItemList.Item outer = new ItemList.Item(List.of(paragraph("beta"), list(false, 1)));
        return new ItemList(false, 1, List.of(outer));
    }

    private static Table table() {
        return new Table(true, List.of(row("beta", "delta"), row("epsilon", "zeta")));
    }

    private static Table.Row row(String first, String second) {
        return new Table.Row(
                List.of(new Table.Cell(List.of(Text.of(first))), new Table.Cell(List.of(Text.of(second)))));
    }
}
