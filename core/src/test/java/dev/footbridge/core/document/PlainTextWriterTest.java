package dev.footbridge.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextWriterTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new Platform("demo"), "w");

    @Test
    void writesEveryBlock() {
        Document document = Document.of(
                new Heading(2, List.of(Text.of("Title"))),
                Paragraph.of(Text.of("first", Mark.BOLD), new LineBreak(), Text.of("second")),
                new Quote(
                        List.of(Paragraph.of(Text.of("a"), new LineBreak(), Text.of("b")), new CodeBlock("", "x\ny"))),
                new ItemList(
                        true,
                        9,
                        List.of(
                                ItemList.Item.of(Text.of("nine")),
                                new ItemList.Item(List.of(
                                        Paragraph.of(Text.of("ten")),
                                        new ItemList(false, 1, List.of(ItemList.Item.of(Text.of("inner")))))))),
                new Rule(),
                new Table(
                        true,
                        List.of(
                                new Table.Row(List.of(cell("h1"), cell("h2"))),
                                new Table.Row(List.of(cell("c1"), cell("c2"))))));

        assertThat(document.plainText()).isEqualTo("""
                        Title

                        first
                        second

                        > a
                        > b
                        >\s
                        > x
                        > y

                        9. nine
                        10. ten
                            - inner

                        ---

                        h1 | h2
                        c1 | c2""");
    }

    @Test
    void writesEveryInline() {
        assertThat(plain(Link.of("here", "https://example.org/x"))).isEqualTo("here (https://example.org/x)");
        assertThat(plain(Link.of("", "https://example.org/x"))).isEqualTo("https://example.org/x");
        assertThat(plain(Link.of("example.org", "https://example.org/"))).isEqualTo("example.org");
        assertThat(plain(Link.of("a@example.org", "mailto:a@example.org"))).isEqualTo("a@example.org");
        assertThat(plain(Mention.user(new UserId(WORKSPACE, "U1"), "Anna"))).isEqualTo("@Anna");
        assertThat(plain(Mention.user(new UserId(WORKSPACE, "U1"), ""))).isEqualTo("@U1");
        assertThat(plain(new Mention(new Mention.GroupTarget("G1"), ""))).isEqualTo("@G1");
        assertThat(plain(Mention.broadcast(Mention.Audience.CHANNEL, ""))).isEqualTo("@channel");
        assertThat(plain(new ChannelRef(new ChannelId(WORKSPACE, "C1"), "general")))
                .isEqualTo("#general");
        assertThat(plain(new ChannelRef(new ChannelId(WORKSPACE, "C1"), ""))).isEqualTo("#C1");
        assertThat(plain(new EmojiRef(Emoji.custom("party")))).isEqualTo(":party:");
    }

    @Test
    void readsBackWhatIsOnlyText() {
        String text = "one\ntwo\n\nthree";

        assertThat(Document.text(text).plainText()).isEqualTo(text);
    }

    private static String plain(Inline inline) {
        return Document.of(inline).plainText();
    }

    private static Table.Cell cell(String text) {
        return new Table.Cell(List.of(Text.of(text)));
    }
}
