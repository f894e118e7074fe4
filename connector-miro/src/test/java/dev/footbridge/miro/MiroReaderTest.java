package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Paragraph;
import dev.footbridge.core.document.Text;
import dev.footbridge.http.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and other apps put on boards. */
class MiroReaderTest {

    private static Document note(String content) {
        ObjectNode item = Json.object().put("type", "sticky_note");
        item.putObject("data").put("content", content);
        return new MiroReader().read(item);
    }

    @Test
    void readsPlainTextThatIsNoHtml() {
        assertThat(note("just words")).isEqualTo(Document.text("just words"));
        assertThat(note("one\ntwo")).isEqualTo(Document.of(Text.of("one"), new LineBreak(), Text.of("two")));
        assertThat(note("2 < 3 & 4 > 1")).isEqualTo(Document.text("2 < 3 & 4 > 1"));
    }

    @Test
    void dropsTheEmptyParagraphsOfEditors() {
        assertThat(note("<p>one</p><p><br></p>\n<p>two</p>"))
                .isEqualTo(Document.of(Paragraph.of(Text.of("one")), Paragraph.of(Text.of("two"))));
    }

    @Test
    void keepsTheTextOfWhatItDoesNotKnow() {
        assertThat(note("<p><span style=\"color:red\">red</span> <font>big</font> <blink>x</blink></p>"))
                .isEqualTo(Document.text("red big x"));
    }

    @Test
    void joinsMarksThatAreNested() {
        assertThat(note("<p><b><i>both</i></b><del>gone</del></p>"))
                .isEqualTo(Document.of(Text.of("both", Mark.BOLD, Mark.ITALIC), Text.of("gone", Mark.STRIKE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"data:text/html,x\">x</a>",
                "<p onclick=\"x()\">x</p>",
                "<script>alert(1)</script>x",
                "<style>p{}</style>x",
                "<img src=x onerror=alert(1)>x",
                "<svg><script>alert(1)</script></svg>x"
            })
    void nothingActiveGetsThrough(String html) {
        Document read = note(html);

        assertThat(read.toString()).doesNotContain("alert", "javascript", "onclick", "data:");
        assertThat(read.plainText()).contains("x");
    }

    @Test
    void readsTheTitleOfAPersonsCardAndNotThatOfOurs() {
        ObjectNode card = Json.object().put("type", "card");
        card.putObject("data").put("title", "<p>Do it</p>").put("description", "soon");
        ObjectNode ours = Json.object().put("type", "app_card");
        ours.putObject("data").put("title", "Ada (Elsewhere)").put("description", "<p>soon</p>");

        assertThat(new MiroReader().read(card))
                .isEqualTo(Document.of(Paragraph.of(Text.of("Do it", Mark.BOLD)), Paragraph.of(Text.of("soon"))));
        assertThat(new MiroReader().read(ours, true)).isEqualTo(Document.text("soon"));
    }

    @Test
    void readsAnEmbedAsALink() {
        ObjectNode embed = Json.object().put("type", "embed");
        embed.putObject("data").put("title", "A film").put("url", "https://example.org/film");

        assertThat(new MiroReader().read(embed)).isEqualTo(Document.of(Link.of("A film", "https://example.org/film")));
    }

    static List<String> pathological() {
        int size = 64 * 1024;
        return List.of(
                "<".repeat(size),
                "<p>".repeat(size / 3),
                "<b><i>".repeat(size / 6),
                "<ul><li>".repeat(size / 8),
                "&lt;".repeat(size / 4),
                "<a href=\"https://example.org\">".repeat(size / 30),
                "a\u0301".repeat(5_000) + "\u0301".repeat(50_000),
                "\uD800".repeat(size),
                "</b></i></p>".repeat(size / 12),
                "<table><tr><td>".repeat(size / 15),
                "<!--".repeat(size / 4),
                "<p>" + "x".repeat(10 * size));
    }

    @ParameterizedTest
    @MethodSource("pathological")
    void staysQuickWhateverComes(String html) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(note(html)).isNotNull());
    }
}
