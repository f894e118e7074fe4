package dev.footbridge.gchat;

import static dev.footbridge.testkit.contract.Golden.item;
import static dev.footbridge.testkit.contract.Golden.list;
import static dev.footbridge.testkit.contract.Golden.paragraph;
import static dev.footbridge.testkit.contract.Golden.row;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.footbridge.testkit.contract.Golden;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents and the Markdown they are in Google Chat; the texts are the files in {@code golden}. */
class GchatGoldenTest {

    private static final GchatIds IDS = ScriptedGchat.IDS;
    private static final UserId STRANGER = new UserId(new GchatIds("other.example").workspace(), "1001");

    static Stream<Golden> goldens() {
        return Stream.concat(whole(), lesser());
    }

    static Stream<Golden> whole() {
        return Stream.of(
                Golden.whole(
                        "marks-side-by-side",
                        Document.of(
                                Text.of("letters", Mark.ITALIC),
                                Text.of("(signs)", Mark.BOLD, Mark.ITALIC),
                                Text.of("x", Mark.ITALIC),
                                Text.of("[y]", Mark.BOLD))),
                Golden.whole(
                        "marks",
                        Document.of(
                                Text.of("plain "),
                                Text.of("bold", Mark.BOLD),
                                Text.of(" and "),
                                Text.of("all", Mark.BOLD, Mark.ITALIC, Mark.STRIKE, Mark.CODE),
                                Text.of(" in"),
                                Text.of("si", Mark.BOLD),
                                Text.of("de "),
                                Text.of("both", Mark.BOLD, Mark.ITALIC),
                                Text.of(" or one", Mark.BOLD))),
                Golden.whole(
                        "foreign-signs",
                        Document.of(
                                paragraph(
                                        "2 < 3 & <!here> *not* _this_ ~nor~ ~~that~~ `code` **no** [text](https://a.example)"),
                                paragraph(
                                        "<users/all> <users/1001> <https://a.example|x> @everyone :smile: &amp; &#42; \\*"),
                                Paragraph.of(
                                        Text.of("# no heading"),
                                        new LineBreak(),
                                        Text.of("- no item"),
                                        new LineBreak(),
                                        Text.of("1. no number"),
                                        new LineBreak(),
                                        Text.of("> no quote"),
                                        new LineBreak(),
                                        Text.of("```"),
                                        new LineBreak(),
                                        Text.of("---"),
                                        new LineBreak(),
                                        Text.of("===")))),
                Golden.whole("paragraphs", Document.of(paragraph("one"), paragraph("two"), paragraph("three"))),
                Golden.whole(
                        "lines",
                        Document.of(
                                Text.of("one "),
                                new LineBreak(),
                                Text.of(" two"),
                                new LineBreak(),
                                Text.of("three  "))),
                Golden.whole(
                        "references",
                        Document.of(Mention.user(ScriptedGchat.ADA, ""), Text.of(" and \uD83D\uDC4B\uD83C\uDFFD"))),
                Golden.whole(
                        "links",
                        Document.of(
                                Link.of("the page", "https://example.org/a?b=1&c=(2)"),
                                Text.of(" "),
                                Link.of("", "https://example.org/"),
                                Text.of(" "),
                                Link.of("[odd] *label*", "https://example.org/x_y_z"),
                                Text.of(" "),
                                new Link("mail", "mailto:ada@example.org", Set.of(Mark.BOLD)))),
                Golden.whole(
                        "code",
                        Document.of(
                                paragraph("see"),
                                new CodeBlock("", "if (a < b) {\n  *a++;\n}\n\n<users/all>"),
                                Paragraph.of(Text.of("and "), Text.of("a `tick`", Mark.CODE)))),
                Golden.whole(
                        "quotes",
                        Document.of(new Quote(List.of(paragraph("one"), paragraph("two"))), paragraph("answer"))),
                Golden.whole(
                        "lists",
                        Document.of(
                                paragraph("todo"),
                                list(
                                        false,
                                        1,
                                        item("one", list(false, 1, item("deep", list(false, 1, item("deeper"))))),
                                        item("two")),
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
                        "ordered",
                        Document.of(list(true, 3, item("three", list(false, 1, item("dot"))), item("four"))),
                        Document.of(paragraph("3. three"), list(false, 1, item("dot")), paragraph("4. four")),
                        Loss.degraded(Element.ORDERED_LIST)),
                Golden.lesser(
                        "ordered-inside",
                        Document.of(list(false, 1, item("dot", list(true, 1, item("one"), item("two"))))),
                        Document.of(list(false, 1, item("dot", list(false, 1, item("1. one"), item("2. two"))))),
                        Loss.degraded(Element.ORDERED_LIST)),
                Golden.lesser(
                        "table",
                        Document.of(new Table(true, List.of(row("a", "b"), row("1", "2")))),
                        Document.of(new CodeBlock("", "a | b\n1 | 2")),
                        Loss.degraded(Element.TABLE)),
                Golden.lesser(
                        "rule",
                        Document.of(paragraph("a"), new Rule(), paragraph("b")),
                        Document.of(paragraph("a"), paragraph("\u2014\u2014\u2014"), paragraph("b")),
                        Loss.degraded(Element.RULE)),
                Golden.lesser(
                        "language",
                        Document.of(new CodeBlock("java", "int i;")),
                        Document.of(new CodeBlock("", "int i;")),
                        Loss.dropped(Element.CODE_LANGUAGE)),
                Golden.lesser(
                        "underline",
                        Document.of(Text.of("a "), Text.of("b", Mark.UNDERLINE)),
                        Document.text("a b"),
                        Loss.dropped(Element.UNDERLINE)),
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
                                Mention.user(new UserId(IDS.workspace(), "all"), "all"),
                                Text.of(" "),
                                new EmojiRef(Emoji.custom("party_parrot"))),
                        Document.of(Text.of("@Zoe @channel @admins #town @all :party_parrot:")),
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
                        Loss.degraded(Element.LINK)),
                Golden.lesser(
                        "quote-of-things",
                        Document.of(new Quote(List.of(
                                paragraph("with"),
                                list(false, 1, item("a")),
                                new CodeBlock("", "code"),
                                new Quote(List.of(paragraph("inner")))))),
                        Document.of(
                                new Quote(List.of(paragraph("with"))),
                                list(false, 1, item("a")),
                                new CodeBlock("", "code"),
                                new Quote(List.of(paragraph("inner")))),
                        Loss.degraded(Element.QUOTE)),
                Golden.lesser(
                        "item-of-things",
                        Document.of(list(false, 1, item("a", new CodeBlock("", "code")), item("b"))),
                        Document.of(list(false, 1, item("a")), new CodeBlock("", "code"), list(false, 1, item("b"))),
                        Loss.degraded(Element.BULLET_LIST)),
                Golden.lesser(
                        "signs-inside",
                        Document.of(
                                Text.of("see"),
                                Text.of("(it)", Mark.BOLD, Mark.ITALIC),
                                Text.of("now"),
                                Text.of(" ", Mark.STRIKE),
                                Text.of("end")),
                        Document.of(Text.of("see"), Text.of("(it)", Mark.BOLD, Mark.ITALIC), Text.of("now end")),
                        Loss.degraded(Element.BOLD),
                        Loss.degraded(Element.ITALIC),
                        Loss.degraded(Element.STRIKE)),
                Golden.lesser(
                        "blank-between-marks",
                        Document.of(
                                Text.of("a ", Mark.ITALIC),
                                Text.of("b", Mark.BOLD, Mark.ITALIC),
                                Text.of(" ", Mark.BOLD),
                                Text.of("c", Mark.BOLD, Mark.ITALIC)),
                        Document.of(
                                Text.of("a", Mark.ITALIC),
                                Text.of(" "),
                                Text.of("b", Mark.BOLD, Mark.ITALIC),
                                Text.of(" ", Mark.BOLD),
                                Text.of("c", Mark.BOLD, Mark.ITALIC)),
                        Loss.degraded(Element.BOLD),
                        Loss.degraded(Element.ITALIC)),
                Golden.lesser(
                        "signs-that-would-show",
                        Document.of(
                                Text.of("a", Mark.BOLD, Mark.ITALIC),
                                Text.of("(b)", Mark.BOLD),
                                Text.of("(c)", Mark.BOLD, Mark.ITALIC),
                                Text.of("(d)", Mark.BOLD)),
                        Document.text("a(b)(c)(d)"),
                        Loss.degraded(Element.BOLD),
                        Loss.degraded(Element.ITALIC)),
                Golden.lesser(
                        "blank-at-the-end-of-bold",
                        Document.of(Text.of("bold ", Mark.BOLD), Text.of("not")),
                        Document.of(Text.of("bold", Mark.BOLD), Text.of(" not")),
                        Loss.degraded(Element.BOLD)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void writesTheFile(Golden golden) {
        Rendering<String> written = new GchatWriter(IDS).write(golden.document());

        assertThat(written.parts()).hasSize(1);
        assertThat(written.parts().get(0)).isEqualTo(file(golden));
        assertThat(written.losses()).containsExactlyInAnyOrderElementsOf(golden.losses());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void readsTheFile(Golden golden) {
        assertThat(new GchatReader(IDS, GchatReader.Syntax.MARKDOWN).read(GchatFormatted.message(file(golden))))
                .isEqualTo(golden.back());
    }

    private static String file(Golden golden) {
        String text = golden.text(
                GchatGoldenTest.class,
                ".md",
                () -> new GchatWriter(IDS).write(golden.document()).parts().get(0));
        return text.substring(0, text.length() - 1);
    }
}
