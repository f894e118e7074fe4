package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Mention.Audience;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SlackReaderTest {

    private static final int LONG = 200_000;
    private static final SlackIds IDS = ScriptedSlack.IDS;

    private final SlackReader reader = new SlackReader(IDS);

    @Test
    void readsMarks() {
        assertThat(read("*bold* _italic_ ~gone~ `code` plain"))
                .isEqualTo(Document.of(
                        Text.of("bold", Mark.BOLD),
                        Text.of(" "),
                        Text.of("italic", Mark.ITALIC),
                        Text.of(" "),
                        Text.of("gone", Mark.STRIKE),
                        Text.of(" "),
                        Text.of("code", Mark.CODE),
                        Text.of(" plain")));
        assertThat(read("*bold _both_* end"))
                .isEqualTo(Document.of(
                        Text.of("bold ", Mark.BOLD), Text.of("both", Mark.BOLD, Mark.ITALIC), Text.of(" end")));
    }

    @ParameterizedTest
    @CsvSource({"2*3*4", "snake_case_name", "a * b * c", "* not a list", "*open", "_", "**", "~~", "``", "a`", "*a\\nb*"
    })
    void leavesSignsThatMarkNothing(String text) {
        String raw = text.replace("\\n", "\n");
        assertThat(read(raw).plainText()).isEqualTo(raw);
    }

    @Test
    void readsControlSequences() {
        assertThat(read(
                        "<@U1|ada> <#C1|general> <!here> <!subteam^S1|@admins> <https://e.org/?a=1&amp;b=2|the &lt;page&gt;>"
                                + " <mailto:a@e.org|a@e.org> <!date^1392734382^{date}|Feb 18, 2014>"))
                .isEqualTo(Document.of(
                        Mention.user(new UserId(IDS.workspace(), "U1"), "ada"),
                        Text.of(" "),
                        new dev.footbridge.core.document.ChannelRef(
                                new dev.footbridge.core.id.ChannelId(IDS.workspace(), "C1"), "general"),
                        Text.of(" "),
                        Mention.broadcast(Audience.ACTIVE, "here"),
                        Text.of(" "),
                        new Mention(new Mention.GroupTarget("S1"), "admins"),
                        Text.of(" "),
                        Link.of("the <page>", "https://e.org/?a=1&b=2"),
                        Text.of(" "),
                        Link.of("a@e.org", "mailto:a@e.org"),
                        Text.of(" Feb 18, 2014")));
    }

    @Test
    void makesNoLinkOfWhatIsNone() {
        assertThat(read("<javascript:alert(1)|click> <tel:123|call>")).isEqualTo(Document.text("click call"));
        assertThat(read("a < b <> <<x> <@> <!nothing>").plainText()).contains("a < b <> <", "x", "<@>", "<!nothing>");
    }

    @Test
    void readsEntitiesOnce() {
        assertThat(read("&amp;lt; &lt; &gt; &amp; &quot; &")).isEqualTo(Document.text("&lt; < > & &quot; &"));
    }

    @Test
    void readsBlocksOfLines() {
        assertThat(
                        read(
                                "intro\nmore\n\n&gt; quoted\n&gt; lines\n```int *p;\nif (a &lt; b)```\n\u2022 one\n    \u25E6 deep\n\u2022 two\n1. first\n2. second"))
                .isEqualTo(Document.of(
                        Paragraph.of(Text.of("intro"), new LineBreak(), Text.of("more")),
                        new Quote(List.of(
                                Paragraph.of(Text.of("quoted"), new LineBreak(), Text.of("lines")),
                                new CodeBlock("", "int *p;\nif (a < b)"))),
                        new ItemList(
                                false,
                                1,
                                List.of(
                                        new ItemList.Item(List.of(
                                                Paragraph.of(Text.of("one")),
                                                new ItemList(false, 1, List.of(ItemList.Item.of(Text.of("deep")))))),
                                        ItemList.Item.of(Text.of("two")))),
                        new ItemList(
                                true,
                                1,
                                List.of(ItemList.Item.of(Text.of("first")), ItemList.Item.of(Text.of("second"))))));
    }

    @Test
    void readsAQuoteToTheEnd() {
        assertThat(read("&gt;&gt;&gt;all\n\nof it"))
                .isEqualTo(
                        Document.of(new Quote(List.of(Paragraph.of(Text.of("all")), Paragraph.of(Text.of("of it"))))));
    }

    @Test
    void readsEmojiNames() {
        assertThat(read(":wave::skin-tone-4: :+1: :party_parrot: 10:30:45 :not an emoji:"))
                .isEqualTo(Document.of(
                        Text.of("\uD83D\uDC4B\uD83C\uDFFD \uD83D\uDC4D "),
                        new EmojiRef(Emoji.custom("party_parrot")),
                        Text.of(" 10:30:45 :not an emoji:")));
    }

    @Test
    void prefersBlocksToText() {
        ObjectNode message = Json.object().put("text", "only a notice");
        ArrayNode blocks = message.putArray("blocks");
        blocks.addObject()
                .put("type", "header")
                .putObject("text")
                .put("type", "plain_text")
                .put("text", "Alert");
        ObjectNode section = blocks.addObject().put("type", "section");
        section.putObject("text").put("type", "mrkdwn").put("text", "*disk* full");
        blocks.addObject().put("type", "divider");
        blocks.addObject().put("type", "actions").putArray("elements");
        assertThat(reader.read(message))
                .isEqualTo(Document.of(
                        new Heading(2, List.of(Text.of("Alert"))),
                        Paragraph.of(Text.of("disk", Mark.BOLD), Text.of(" full")),
                        new Rule()));
    }

    @Test
    void fallsBackToTheTextWhenNoBlockCanBeRead() {
        ObjectNode message = Json.object().put("text", "the *text*");
        message.putArray("blocks").addObject().put("type", "block_of_tomorrow");

        assertThat(reader.read(message).plainText()).isEqualTo("the text");
    }

    @Test
    void readsWhatIntegrationsAttachAndLeavesPreviewsOut() {
        ObjectNode message = Json.object().put("text", "");
        ArrayNode attachments = message.putArray("attachments");
        attachments
                .addObject()
                .put("title", "Build 7")
                .put("title_link", "https://ci.example/7")
                .put("text", "*failed*");
        attachments.addObject().put("fallback", "plain words");
        attachments.addObject().put("from_url", "https://e.org").put("text", "a preview");

        assertThat(reader.read(message))
                .isEqualTo(Document.of(
                        Paragraph.of(Link.of("Build 7", "https://ci.example/7")),
                        Paragraph.of(Text.of("failed", Mark.BOLD)),
                        Paragraph.of(Text.of("plain words"))));
    }

    @Test
    void readsEmojiElementsByNameByCodeAndByTone() {
        ObjectNode message = Json.object();
        ArrayNode elements = message.putArray("blocks")
                .addObject()
                .put("type", "rich_text")
                .putArray("elements")
                .addObject()
                .put("type", "rich_text_section")
                .putArray("elements");
        elements.addObject().put("type", "emoji").put("name", "wave");
        elements.addObject().put("type", "emoji").put("name", "wave").put("skin_tone", 4);
        elements.addObject()
                .put("type", "emoji")
                .put("name", "emoji_of_tomorrow")
                .put("unicode", "1f9d1-200d-1f680");
        elements.addObject().put("type", "emoji").put("name", "ours");

        assertThat(reader.read(message))
                .isEqualTo(Document.of(
                        Text.of("\uD83D\uDC4B\uD83D\uDC4B\uD83C\uDFFD\uD83E\uDDD1\u200D\uD83D\uDE80"),
                        new EmojiRef(Emoji.custom("ours"))));
    }

    static Stream<String> pathological() {
        return Stream.of(
                "*",
                "_",
                "~",
                "`",
                "``",
                "```",
                "<",
                ">",
                "<@",
                "<@U1",
                "<@U1>",
                "<<>",
                "<a|",
                "&",
                "&amp",
                "&amp;",
                ":",
                ":a",
                ":a:",
                ":+1:",
                "::skin-tone-2:",
                "&gt;",
                "&gt;\n",
                "\n",
                " \n",
                "\u2022 x\n",
                "    \u2022 x\n",
                "1. \n",
                "9. x\n",
                "*a ",
                " *a",
                "*a* ",
                "_a*b ",
                "`a*",
                "*`",
                "*<a> ",
                "\u2022",
                "\u200D",
                "a\u0301\u0301",
                "<!date^|",
                "\uD83D");
    }

    /** Long repetitions of whatever starts something take time in proportion to their length. */
    @ParameterizedTest
    @MethodSource("pathological")
    void readsPathologicalTextInTime(String piece) {
        String text = piece.repeat(LONG / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Document document = read(text);
            new SlackWriter(IDS).write(document);
        });
    }

    /** Total: whatever comes is read, and what was read can be written and read again. */
    @Test
    void readsAnythingAtAll() {
        Random random = new Random(42);
        String alphabet = "ab *_~`<>@#!|&;:\n1.\u2022gtampl+-U1\uD83D\uDC4D";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Document document = read(text.toString());
            SlackWriter writer = new SlackWriter(IDS);
            assertThat(writer.losses(document))
                    .isSubsetOf(writer.write(document).losses());
        }
    }

    private Document read(String text) {
        return reader.read(Json.object().put("text", text));
    }
}
