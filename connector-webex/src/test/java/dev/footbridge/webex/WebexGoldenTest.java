package dev.footbridge.webex;

import static dev.footbridge.testkit.contract.Golden.item;
import static dev.footbridge.testkit.contract.Golden.list;
import static dev.footbridge.testkit.contract.Golden.paragraph;
import static dev.footbridge.testkit.contract.Golden.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Rule;
import dev.footbridge.core.document.Table;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.Golden;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents and the message bodies they are on Webex; the bodies are the files in {@code golden}. */
class WebexGoldenTest {

    private static final WebexIds IDS = new WebexIds("org");
    private static final UserId ADA = new UserId(IDS.workspace(), "Y2lzY29BREE");
    private static final UserId STRANGER = new UserId(new WebexIds("other").workspace(), "Y2lzY29BREE");

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
                                Text.of("both", Mark.BOLD, Mark.ITALIC),
                                Text.of(" and "),
                                Text.of("a `tick`", Mark.CODE),
                                new LineBreak(),
                                Text.of("2 < 3 & <@all> *not* `this` ~~nor~~ [that](https://a.example)"))),
                Golden.whole("paragraphs", Document.of(paragraph("one"), paragraph("# two"), paragraph("3. three"))),
                Golden.whole("spaces", Document.of(paragraph(" two  spaces   three "))),
                Golden.whole(
                        "mention",
                        Document.of(Mention.user(ADA, "Ada Lovelace"), Text.of(" hello \uD83D\uDC4B\uD83C\uDFFD"))),
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
                        Document.of(
                                paragraph("see"),
                                new CodeBlock("", "if (a < b) {\n  *a++;\n```\n}"),
                                paragraph("end"))),
                Golden.whole(
                        "quotes",
                        Document.of(
                                new Quote(List.of(paragraph("one"), paragraph("two"))),
                                new Quote(List.of(paragraph("another"), new Quote(List.of(paragraph("deeper"))))),
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
                                list(false, 1, item("another list")),
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
                        "dropped-marks",
                        Document.of(Text.of("under", Mark.UNDERLINE), Text.of(" "), Text.of("struck", Mark.STRIKE)),
                        Document.of(Text.of("under struck")),
                        Loss.dropped(Element.UNDERLINE),
                        Loss.dropped(Element.STRIKE)),
                Golden.lesser(
                        "table",
                        Document.of(new Table(true, List.of(row("a", "b"), row("1", "2")))),
                        Document.of(new CodeBlock("", "a | b\n1 | 2")),
                        Loss.degraded(Element.TABLE)),
                Golden.lesser(
                        "rule",
                        Document.of(paragraph("a"), new Rule(), paragraph("b")),
                        Document.of(paragraph("a"), paragraph("\u2500".repeat(12)), paragraph("b")),
                        Loss.degraded(Element.RULE)),
                Golden.lesser(
                        "language",
                        Document.of(new CodeBlock("java", "int i;")),
                        Document.of(new CodeBlock("", "int i;")),
                        Loss.dropped(Element.CODE_LANGUAGE)),
                Golden.lesser(
                        "mention-in-code",
                        Document.of(Paragraph.of(Text.of("<@all>", Mark.CODE)), new CodeBlock("", "<@all>")),
                        Document.of(
                                Paragraph.of(Text.of("<\u200B@all>", Mark.CODE)), new CodeBlock("", "<\u200B@all>")),
                        Loss.degraded(Element.CODE),
                        Loss.degraded(Element.CODE_BLOCK)),
                Golden.lesser(
                        "bold-inside-a-word",
                        Document.of(Text.of("a"), Text.of("(b)", Mark.BOLD), Text.of("c")),
                        Document.of(Text.of("a(b)c")),
                        Loss.degraded(Element.BOLD)),
                Golden.lesser(
                        "strangers",
                        Document.of(
                                Mention.user(STRANGER, "Zoe"),
                                Text.of(" "),
                                Mention.broadcast(Audience.CHANNEL, "channel"),
                                Text.of(" "),
                                new Mention(new Mention.GroupTarget("S1"), "admins"),
                                Text.of(" "),
                                new ChannelRef(new ChannelId(STRANGER.workspace(), "C1"), "town"),
                                Text.of(" "),
                                new EmojiRef(Emoji.custom("party_parrot"))),
                        Document.of(Text.of("@Zoe @channel @admins #town :party_parrot:")),
                        Loss.degraded(Element.USER_MENTION),
                        Loss.degraded(Element.BROADCAST_MENTION),
                        Loss.degraded(Element.GROUP_MENTION),
                        Loss.degraded(Element.CHANNEL_REF),
                        Loss.degraded(Element.CUSTOM_EMOJI)),
                Golden.lesser(
                        "misleading-link",
                        Document.of(Link.of("https://bank.example", "https://evil.example/x")),
                        Document.of(
                                Text.of("https://bank.example ("), Link.of("", "https://evil.example/x"), Text.of(")")),
                        Loss.degraded(Element.LINK)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void writesTheFile(Golden golden) {
        Rendering<String> written = new WebexWriter(IDS).write(golden.document());

        assertThat(written.parts())
                .containsExactly(file(golden).path("markdown").asText());
        assertThat(written.losses()).containsExactlyInAnyOrderElementsOf(golden.losses());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void readsTheHtmlThatWebexMakesOfIt(Golden golden) {
        assertThat(new WebexReader(IDS).read(file(golden))).isEqualTo(golden.back());
    }

    /** Old messages have nothing else. */
    @ParameterizedTest
    @MethodSource("goldens")
    void readsTheMarkdownAlone(Golden golden) {
        Document read = new WebexReader(IDS)
                .read(Json.object()
                        .put("markdown", file(golden).path("markdown").asText()));

        assertThat(read).isEqualTo(golden.back());
    }

    private static JsonNode file(Golden golden) {
        return golden.json(
                WebexGoldenTest.class,
                () -> Json.object()
                        .put(
                                "markdown",
                                new WebexWriter(IDS)
                                        .write(golden.document())
                                        .parts()
                                        .get(0))
                        .toString());
    }
}
