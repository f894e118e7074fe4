package dev.footbridge.slack;

import static dev.footbridge.testkit.contract.Golden.item;
import static dev.footbridge.testkit.contract.Golden.list;
import static dev.footbridge.testkit.contract.Golden.paragraph;
import static dev.footbridge.testkit.contract.Golden.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Mention.Audience;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Quote;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.Golden;
import dev.footbridge.testkit.contract.VendorContracts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents and the message bodies they are on Slack; the bodies are the files in {@code golden}. */
class SlackGoldenTest {

    private static final SlackIds IDS = ScriptedSlack.IDS;
    private static final UserId ADA = new UserId(IDS.workspace(), "U0ADA");
    private static final UserId STRANGER = new UserId(new SlackIds("T0OTHER").workspace(), "U0ADA");

    static Stream<Golden> goldens() {
        return Stream.concat(whole(), lesser());
    }

    static Stream<Golden> whole() {
        return Stream.of(
                Golden.whole(
                        "marks",
                        Document.of(
                                Text.of("plain "),
                                Text.of("bold", Mark.BOLD),
                                Text.of(" and "),
                                Text.of("all", Mark.BOLD, Mark.ITALIC, Mark.UNDERLINE, Mark.STRIKE, Mark.CODE),
                                new LineBreak(),
                                Text.of("2 < 3 & <!here> *not* `this`"))),
                Golden.whole("paragraphs", Document.of(paragraph("one"), paragraph("two"), paragraph("three"))),
                Golden.whole(
                        "references",
                        Document.of(
                                Mention.user(ADA, ""),
                                Text.of(" in "),
                                new ChannelRef(new ChannelId(IDS.workspace(), "C0GENERAL"), ""),
                                Text.of(" "),
                                new EmojiRef(Emoji.custom("party_parrot")),
                                Text.of(" \uD83D\uDC4B\uD83C\uDFFD"))),
                Golden.whole(
                        "links",
                        Document.of(
                                Link.of("the page", "https://example.org/a?b=1&c=2"),
                                Text.of(" "),
                                Link.of("", "https://example.org/"),
                                Text.of(" "),
                                new Link("mail", "mailto:ada@example.org", Set.of(Mark.BOLD)))),
                Golden.whole(
                        "code",
                        Document.of(paragraph("see"), new CodeBlock("", "if (a < b) {\n  *a++;\n}"), paragraph("end"))),
                Golden.whole(
                        "quotes",
                        Document.of(
                                new Quote(List.of(paragraph("one"), paragraph("two"))),
                                new Quote(List.of(paragraph("another"))),
                                new Quote(List.of(
                                        paragraph("with"), list(false, 1, item("a")), new CodeBlock("", "code"))))),
                Golden.whole(
                        "lists",
                        Document.of(
                                paragraph("todo"),
                                list(
                                        true,
                                        3,
                                        item("three", list(false, 1, item("deep", list(true, 1, item("deeper"))))),
                                        item("four")),
                                list(false, 1, item("dot")),
                                paragraph("end"))));
    }

    static Stream<Golden> lesser() {
        return Stream.of(
                Golden.lesser(
                        "heading",
                        Document.of(new Heading(1, List.of(Text.of("Title"))), paragraph("text")),
                        Document.of(Paragraph.of(Text.of("Title", Mark.BOLD)), paragraph("text")),
                        Loss.degraded(Element.HEADING)),
                Golden.lesser(
                        "table",
                        Document.of(new Table(true, List.of(row("a", "b"), row("1", "2")))),
                        Document.of(new CodeBlock("", "a | b\n1 | 2")),
                        Loss.degraded(Element.TABLE)),
                Golden.lesser(
                        "rule",
                        Document.of(paragraph("a"), new Rule(), paragraph("b")),
                        Document.of(
                                Paragraph.of(Text.of("a"), new LineBreak(), Text.of("\u2500".repeat(12))),
                                paragraph("b")),
                        Loss.degraded(Element.RULE)),
                Golden.lesser(
                        "language",
                        Document.of(new CodeBlock("java", "int i;")),
                        Document.of(new CodeBlock("", "int i;")),
                        Loss.dropped(Element.CODE_LANGUAGE)),
                Golden.lesser(
                        "strangers",
                        Document.of(
                                Mention.user(STRANGER, "Zoe"),
                                Text.of(" "),
                                Mention.broadcast(Audience.CHANNEL, "channel"),
                                Text.of(" "),
                                new Mention(new Mention.GroupTarget("S1"), "admins"),
                                Text.of(" "),
                                new ChannelRef(new ChannelId(STRANGER.workspace(), "C1"), "town")),
                        Document.of(Text.of("@Zoe @channel @admins #town")),
                        Loss.degraded(Element.USER_MENTION),
                        Loss.degraded(Element.BROADCAST_MENTION),
                        Loss.degraded(Element.GROUP_MENTION),
                        Loss.degraded(Element.CHANNEL_REF)),
                Golden.lesser(
                        "misleading-link",
                        Document.of(Link.of("https://bank.example", "https://evil.example/x")),
                        Document.of(
                                Text.of("https://bank.example ("), Link.of("", "https://evil.example/x"), Text.of(")")),
                        Loss.degraded(Element.LINK)),
                Golden.lesser(
                        "nested-quote",
                        Document.of(new Quote(List.of(paragraph("outer"), new Quote(List.of(paragraph("inner")))))),
                        Document.of(new Quote(List.of(paragraph("outer"))), new Quote(List.of(paragraph("inner")))),
                        Loss.degraded(Element.QUOTE)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void writesTheFile(Golden golden) throws Exception {
        JsonNode file = file(golden);
        SlackBody body = new SlackWriter(IDS).write(golden.document()).parts().get(0);

        assertThat(body.text()).isEqualTo(file.path("text").asText());
        assertThat(VendorContracts.MAPPER.readTree(body.blocks())).isEqualTo(file.path("blocks"));
        assertThat(new SlackWriter(IDS).write(golden.document()).losses())
                .containsExactlyInAnyOrderElementsOf(golden.losses());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void readsTheFile(Golden golden) {
        assertThat(new SlackReader(IDS).read(file(golden))).isEqualTo(golden.back());
    }

    /** The text beside the blocks, where a client or an old integration has nothing else. */
    @ParameterizedTest
    @MethodSource("goldens")
    void readsTheWordsOfTheTextAlone(Golden golden) {
        Document read = new SlackReader(IDS)
                .read(Json.object().put("text", file(golden).path("text").asText()));

        assertThat(words(read)).isEqualTo(words(golden.back()));
    }

    /** What is shown does not depend on whether the blocks or the text are read. */
    private static Set<String> words(Document document) {
        Set<String> words = new LinkedHashSet<>(List.of(document.plainText().split("[^\\p{L}\\p{N}_]+")));
        words.remove("");
        return words;
    }

    private static JsonNode file(Golden golden) {
        return golden.json(SlackGoldenTest.class, () -> {
            SlackBody body =
                    new SlackWriter(IDS).write(golden.document()).parts().get(0);
            return "{\"text\":" + TextNode.valueOf(body.text()) + ",\"blocks\":" + body.blocks() + "}";
        });
    }
}
