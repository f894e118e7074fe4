package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Persona;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.DocumentSplitter;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Mention;
import dev.footbridge.core.document.Rendering;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.Hostile;
import dev.footbridge.testkit.contract.TextContract;
import dev.footbridge.testkit.fake.DocumentGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebexTextTest extends TextContract<JsonNode> {

    private static final int SEEDS = 300;
    private static final WebexIds IDS = new WebexIds("org");
    private final WebexWriter writer = new WebexWriter(IDS);
    private final WebexReader reader = new WebexReader(IDS);

    @Override
    protected WorkspaceId workspace() {
        return IDS.workspace();
    }

    @Override
    protected Features features() {
        return WebexFeatures.of(true);
    }

    @Override
    protected Rendering<JsonNode> write(Document document) {
        Rendering<String> rendering = writer.write(document);
        return new Rendering<>(
                rendering.parts().stream()
                        .map(markdown -> body("markdown", markdown))
                        .toList(),
                rendering.losses());
    }

    private static JsonNode body(String field, String text) {
        return Json.object().put(field, text);
    }

    @Override
    protected Document read(JsonNode body) {
        return reader.read(body);
    }

    @Override
    protected int size(JsonNode body) {
        return WebexWriter.bytes(body.path("markdown").asText());
    }

    @Override
    protected int limit() {
        return WebexWriter.MAX_BYTES;
    }

    @Override
    protected List<JsonNode> foreign(String markup) {
        return List.of(body("text", markup), body("markdown", markup), body("html", "<p>" + markup + "</p>"));
    }

    @Override
    protected List<Hostile> hostile() {
        List<Hostile> all = new ArrayList<>(Stream.of(
                        "<@personId:",
                        "<@personEmail:a|",
                        "<@all>",
                        "<p>",
                        "<li>",
                        "<ul><li>",
                        "<blockquote>",
                        "<table><tr><td>",
                        "<a href=\"https://x.example\">",
                        "<spark-mention>",
                        "<![CDATA[",
                        "|-",
                        "\u00A0")
                .map(Hostile::repeated)
                .toList());
        all.add(Hostile.nested("*a **b ", " b** a*"));
        all.add(Hostile.nested("<em><strong>", "</strong></em>"));
        all.add(Hostile.nested("<a href=\"https://x.example\"><b>", "</b></a>"));
        return all;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A0",
                "\u00A0a",
                " \u00A0a",
                "\u00A0 a",
                "a\u00A0",
                "a \u00A0",
                "a\u00A0 ",
                "a\u00A0\u00A0 b",
                "\u00A0\u00A0",
                "  a  b  "
            })
    void spacesThatDoNotBreakAreToldFromThoseThatMustNotVanish(String text) {
        for (Mark mark : Mark.values()) {
            Document body =
                    Document.of(Text.of("a", mark), new LineBreak(), Text.of(text), new LineBreak(), Text.of("b"));

            assertThat(reader.markdown(writer.markdown(body, Optional.empty())).plainText())
                    .isEqualTo(body.plainText());
        }
    }

    @Test
    void twoLinksToOneAddressStayTwoWithoutTheirMarks() {
        String url = "https://example.org/a";
        Document body =
                Document.of(new Link("one", url, Set.of(Mark.UNDERLINE)), new Link("two", url, Set.of(Mark.STRIKE)));

        String markdown = writer.markdown(body, Optional.empty());

        assertThat(markdown).isEqualTo("[one](" + url + ")\u200B[two](" + url + ")");
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
