package dev.footbridge.miro;

import static dev.footbridge.testkit.contract.Golden.item;
import static dev.footbridge.testkit.contract.Golden.list;
import static dev.footbridge.testkit.contract.Golden.paragraph;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.ChannelRef;
import dev.footbridge.core.document.CodeBlock;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.EmojiRef;
import dev.footbridge.core.document.Heading;
import dev.footbridge.core.document.Inline;
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
import dev.footbridge.testkit.contract.Golden;
import dev.footbridge.testkit.contract.VendorContracts;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents and the items they are on a board; the items are the files in {@code golden}. */
class MiroGoldenTest {

    private static final MiroIds IDS = new MiroIds("3074457358607431473");
    private static final UserId STRANGER = new UserId(new MiroIds("1").workspace(), "7");
    private static final String NBSP = "\u00A0";

    static Stream<Golden> notes() {
        return Stream.of(
                Golden.whole(
                        "marks",
                        Document.of(
                                Text.of("plain "),
                                Text.of("bold", Mark.BOLD),
                                Text.of(" and "),
                                Text.of("all", Mark.BOLD, Mark.ITALIC, Mark.UNDERLINE, Mark.STRIKE),
                                new LineBreak(),
                                Text.of("2 < 3 & <!here> *not* `this`"))),
                Golden.whole("paragraphs", Document.of(paragraph("one"), paragraph("two"), paragraph("three"))),
                Golden.whole(
                        "links",
                        Document.of(
                                Link.of("the page", "https://example.org/a?b=1&c=2"),
                                Text.of(" "),
                                Link.of("", "https://example.org/"),
                                Text.of(" "),
                                new Link("mail", "mailto:ada@example.org", Set.of(Mark.BOLD)))),
                Golden.whole("spaces", Document.text("  two  spaces and" + NBSP + "one that does not break")),
                Golden.lesser(
                        "code",
                        Document.of(
                                Paragraph.of(Text.of("call "), Text.of("run()", Mark.CODE)),
                                new CodeBlock("java", "if (a < b) {\n  *a++;\n}")),
                        Document.of(paragraph("call run()"), lines("if (a < b) {", NBSP + NBSP + "*a++;", "}")),
                        Loss.degraded(Element.CODE),
                        Loss.degraded(Element.CODE_BLOCK),
                        Loss.dropped(Element.CODE_LANGUAGE)),
                Golden.lesser(
                        "heading",
                        Document.of(new Heading(1, List.of(Text.of("Title"))), paragraph("text")),
                        Document.of(Paragraph.of(Text.of("Title", Mark.BOLD)), paragraph("text")),
                        Loss.degraded(Element.HEADING)),
                Golden.lesser(
                        "quotes",
                        Document.of(
                                new Quote(List.of(
                                        paragraph("one"), paragraph("two"), new Quote(List.of(paragraph("deep"))))),
                                paragraph("end")),
                        Document.of(lines("> one", "> two", "> > deep"), paragraph("end")),
                        Loss.degraded(Element.QUOTE)),
                Golden.lesser(
                        "lists",
                        Document.of(
                                list(true, 3, item("three", list(false, 1, item("deep"))), item("four")),
                                list(false, 1, item("dot"))),
                        Document.of(lines("3. three", NBSP + NBSP + "• deep", "4. four"), paragraph("• dot")),
                        Loss.degraded(Element.ORDERED_LIST),
                        Loss.degraded(Element.BULLET_LIST),
                        Loss.degraded(Element.NESTED_LIST)),
                Golden.lesser(
                        "table",
                        Document.of(new Table(
                                true,
                                List.of(row(Text.of("a"), Text.of("b")), row(Text.of("1"), Text.of("2", Mark.BOLD))))),
                        Document.of(Text.of("a | b"), new LineBreak(), Text.of("1 | "), Text.of("2", Mark.BOLD)),
                        Loss.degraded(Element.TABLE)),
                Golden.lesser(
                        "rule",
                        Document.of(paragraph("a"), new Rule(), paragraph("b")),
                        Document.of(paragraph("a"), paragraph("———"), paragraph("b")),
                        Loss.degraded(Element.RULE)),
                Golden.lesser(
                        "strangers",
                        Document.of(
                                Mention.user(STRANGER, "Zoe"),
                                Text.of(" "),
                                Mention.broadcast(Audience.CHANNEL, "channel"),
                                Text.of(" "),
                                new Mention(new Mention.GroupTarget("9"), "admins"),
                                Text.of(" "),
                                new ChannelRef(new ChannelId(STRANGER.workspace(), "b/1"), "town"),
                                Text.of(" "),
                                new EmojiRef(Emoji.custom("parrot"))),
                        Document.text("@Zoe @channel @admins #town :parrot:"),
                        Loss.degraded(Element.USER_MENTION),
                        Loss.degraded(Element.BROADCAST_MENTION),
                        Loss.degraded(Element.GROUP_MENTION),
                        Loss.degraded(Element.CHANNEL_REF),
                        Loss.degraded(Element.CUSTOM_EMOJI)),
                Golden.lesser(
                        "misleading-link",
                        Document.of(Link.of("https://bank.example", "https://evil.example/x")),
                        Document.of(
                                Link.of("https://bank.example", "https://evil.example/x"),
                                Text.of(" (https://evil.example/x)")),
                        Loss.degraded(Element.LINK)));
    }

    static Stream<Golden> cards() {
        return Stream.of(
                Golden.lesser(
                        "card-lists",
                        Document.of(
                                list(false, 1, item("one", list(true, 1, item("deep"))), item("two")),
                                list(true, 3, item("three"), item("four"))),
                        Document.of(
                                list(false, 1, item("one", list(true, 1, item("deep"))), item("two")),
                                lines("3. three", "4. four")),
                        Loss.degraded(Element.ORDERED_LIST)),
                Golden.lesser(
                        "card-marks",
                        Document.of(
                                Text.of("b", Mark.BOLD),
                                Text.of("i", Mark.ITALIC),
                                Text.of("u", Mark.UNDERLINE),
                                Text.of("s", Mark.STRIKE)),
                        Document.of(
                                Text.of("b", Mark.BOLD),
                                Text.of("i", Mark.ITALIC),
                                Text.of("u", Mark.UNDERLINE),
                                Text.of("s")),
                        Loss.degraded(Element.STRIKE)));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void writesTheNoteOfTheFile(Golden golden) throws Exception {
        MiroBody body = new MiroWriter().write(golden.document()).parts().get(0);

        assertThat(body.html())
                .isEqualTo(file(golden.file()).at("/data/content").asText());
        assertThat(new MiroWriter().write(golden.document()).losses())
                .containsExactlyInAnyOrderElementsOf(golden.losses());
    }

    @ParameterizedTest
    @MethodSource("cards")
    void writesTheCardOfTheFile(Golden golden) throws Exception {
        MiroBody body = new MiroWriter().body(golden.document(), Optional.empty(), MiroDialect.CARD);

        assertThat(body.html())
                .isEqualTo(file(golden.file()).at("/data/description").asText());
        assertThat(body.losses()).containsExactlyInAnyOrderElementsOf(golden.losses());
    }

    @ParameterizedTest
    @MethodSource({"notes", "cards"})
    void readsTheFile(Golden golden) throws Exception {
        assertThat(new MiroReader().read(file(golden.file()), true)).isEqualTo(golden.back());
    }

    @Test
    void putsTheAuthorAboveANoteAndNotAboveTheTextOfACard() throws Exception {
        Optional<Persona> eve = Optional.of(new Persona("*Eve* <b>x</b>", Optional.empty(), "Elsewhere"));
        Document body = Document.text("hola");

        assertThat(new MiroWriter().body(body, eve, MiroDialect.NOTE).html())
                .isEqualTo(file("author").at("/data/content").asText());
        assertThat(new MiroWriter().body(body, eve, MiroDialect.CARD).html()).isEqualTo("<p>hola</p>");
        assertThat(MiroWriter.title(eve.get().label())).isEqualTo("*Eve* &lt;b&gt;x&lt;/b&gt; (Elsewhere)");
    }

    private static JsonNode file(String name) throws Exception {
        try (InputStream in = MiroGoldenTest.class.getResourceAsStream("golden/" + name + ".json")) {
            assertThat(in).as("%s.json", name).isNotNull();
            return VendorContracts.MAPPER.readTree(in);
        }
    }

    private static Paragraph lines(String... lines) {
        List<Inline> inlines = new ArrayList<>();
        for (String line : lines) {
            if (!inlines.isEmpty()) {
                inlines.add(new LineBreak());
            }
            inlines.add(Text.of(line));
        }
        return new Paragraph(inlines);
    }

    private static Table.Row row(Inline first, Inline second) {
        return new Table.Row(List.of(new Table.Cell(List.of(first)), new Table.Cell(List.of(second))));
    }
}
