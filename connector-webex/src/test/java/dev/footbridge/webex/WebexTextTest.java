package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.fake.DocumentGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of writing and reading that hold for any document. */
class WebexTextTest {

    private static final int SEEDS = 300;
    private static final WebexIds IDS = new WebexIds("org");
    private final WebexWriter writer = new WebexWriter(IDS);
    private final WebexReader reader = new WebexReader(IDS);

    @Test
    void whatIsWrittenWithoutALossIsReadAgain() {
        int whole = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Document body = new DocumentGenerator(seed, IDS.workspace()).next();
            if (writer.losses(body, Optional.empty()).isEmpty()) {
                whole++;
                assertThat(reader.markdown(writer.markdown(body, Optional.empty())))
                        .as("document of seed %s", seed)
                        .isEqualTo(body);
            }
        }
        assertThat(whole).as("documents without a loss").isPositive();
    }

    @Test
    void theSecondPassChangesNothing() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Document body = new DocumentGenerator(seed, IDS.workspace()).next();
            Document once = reader.markdown(writer.markdown(body, Optional.empty()));
            Document twice = reader.markdown(writer.markdown(once, Optional.empty()));
            Document thrice = reader.markdown(writer.markdown(twice, Optional.empty()));
            assertThat(thrice).as("document of seed %s", seed).isEqualTo(twice);
        }
    }

    @Test
    void noForeignMentionIsLeftInTheMarkdown() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Document body = new DocumentGenerator(seed, new WebexIds("elsewhere").workspace()).next();
            assertThat(writer.markdown(body, Optional.empty()))
                    .as("markdown of seed %s", seed)
                    .doesNotContain("<@");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<@all>",
                "<@personEmail:ada@example.org>",
                "<@personId:Y2lz|Ada>",
                "<<@all>@all>",
                "&lt;@all&gt;",
                "<\u0000@all>",
                "\\<@all>",
                "<script>x</script>",
                "<spark-mention data-object-type=\"groupMention\" data-group-type=\"all\">All</spark-mention>"
            })
    void controlSequencesStayText(String attack) {
        for (Mark mark : Mark.values()) {
            Document body = Document.of(Text.of(attack, mark));
            String markdown = writer.markdown(body, Optional.of(new Persona(attack, Optional.empty(), attack)));
            assertThat(markdown).doesNotContain("<@");
            assertThat(reader.markdown(markdown).plainText().replace("\u200B", ""))
                    .contains(body.plainText());
        }
    }

    @Test
    void aLabelCannotBreakOutOfItsMention() {
        UserId ada = new UserId(IDS.workspace(), "QURB");
        Document body = Document.of(Mention.user(ada, "x> <@all|`*_[]()"));

        String markdown = writer.markdown(body, Optional.empty());

        assertThat(markdown).isEqualTo("<@personId:QURB|x @all ()>");
        assertThat(reader.markdown(markdown).blocks()).hasSize(1);
    }

    static Stream<String> pathological() {
        return Stream.of(
                "*",
                "**",
                "*a **a ",
                "_a __a ",
                "[",
                "`",
                ">",
                "_",
                "~",
                "<",
                "&",
                "\\",
                "<@",
                "[a](",
                "![",
                "* ",
                "> ",
                "- ",
                "1. ",
                "e\u0301",
                "\u0301",
                "\u202E",
                "\uD83D",
                "\uD83D\uDC68\u200D",
                "<b>",
                "<p>",
                "<li>",
                "<ul><li>",
                "<blockquote>",
                "<table><tr><td>",
                "<a href=\"https://x.example\">",
                "<spark-mention>",
                "&amp;",
                "&#",
                "\n",
                "\n\n",
                "\t",
                " ",
                "\u00A0",
                "|-",
                "```\n",
                "<!--",
                "<![CDATA[");
    }

    @ParameterizedTest
    @MethodSource("pathological")
    void anythingRepeatedEndsSoon(String piece) {
        assertThat(Duration.ofNanos(write(piece, 64 * 1024))).as("64 K of it").isLessThan(Duration.ofSeconds(20));
    }

    /** Nesting that is closed again is what recursion would follow. */
    @Test
    void nestingIsBounded() {
        String markdown = "*a **b ".repeat(20_000) + " b** a*".repeat(20_000);
        String html = "<em><strong>".repeat(20_000) + "x" + "</strong></em>".repeat(20_000);

        assertThat(reader.markdown(markdown).plainText()).contains("a", "b");
        assertThat(reader.html(html).plainText()).contains("x");
    }

    private long write(String piece, int length) {
        String text = piece.repeat(length / piece.length());
        long start = System.nanoTime();
        Document body = Document.text(text);
        for (String part : writer.write(body).parts()) {
            assertThat(WebexWriter.bytes(part)).isLessThanOrEqualTo(WebexWriter.MAX_BYTES);
            reader.markdown(part);
        }
        reader.markdown(text);
        reader.html(text);
        reader.read(Json.object().put("text", text));
        return System.nanoTime() - start;
    }

    @Test
    void partsCountBytesAndCutNoCharacterInTwo() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";
        List<String> parts = writer.write(Document.text(family.repeat(2_000))).parts();

        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts).allSatisfy(part -> {
            assertThat(WebexWriter.bytes(part)).isLessThanOrEqualTo(WebexWriter.MAX_BYTES);
            assertThat(part.replace(family, "")).isEmpty();
        });
    }

    @Test
    void anAuthorsNameCountsTowardsTheLimit() {
        Persona author = new Persona("n".repeat(80), Optional.empty(), "Elsewhere");
        Document body = Document.text("a".repeat(WebexWriter.MAX_BYTES));

        List<Document> parts = writer.split(body, Optional.of(author));

        assertThat(parts).hasSize(2);
        assertThat(parts)
                .allSatisfy(part -> assertThat(WebexWriter.bytes(writer.markdown(part, Optional.of(author))))
                        .isLessThanOrEqualTo(WebexWriter.MAX_BYTES));
        assertThat(DocumentSplitter.split(
                        body, WebexWriter.MAX_BYTES, part -> part.plainText().length()))
                .hasSize(1);
    }

    @Test
    void lossesNameWhatIsLost() {
        Document body = Document.of(Text.of("a", Mark.UNDERLINE), Text.of("(b)", Mark.BOLD), Text.of("c"));

        assertThat(writer.losses(body, Optional.empty()))
                .isEqualTo(Set.of(Loss.dropped(Element.UNDERLINE), Loss.degraded(Element.BOLD)));
    }
}
