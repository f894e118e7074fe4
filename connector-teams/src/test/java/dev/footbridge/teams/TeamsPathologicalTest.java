package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.document.Document;
import dev.footbridge.testkit.contract.VendorContracts;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HTML made to be slow. A reader that is quadratic takes minutes for these. */
class TeamsPathologicalTest {

    private static final int TIMES = 20_000;

    private final TeamsFixture teams = new TeamsFixture();

    static Stream<String> bodies() {
        return Stream.of(
                "<b>".repeat(TIMES),
                "<div>".repeat(TIMES) + "x" + "</div>".repeat(TIMES),
                "<blockquote>".repeat(TIMES) + "x",
                "<ul><li>".repeat(TIMES) + "x",
                "<ul>".repeat(TIMES) + "x",
                "<table><tr><td>".repeat(TIMES / 2) + "x",
                "<a href=\"https://a.example\">".repeat(TIMES / 4) + "x",
                "<b><i><u><s><code>x".repeat(TIMES / 4),
                "<p><b>x<p>".repeat(TIMES),
                "<at id=\"0\">".repeat(TIMES) + "x",
                "<attachment id=\"1\">".repeat(TIMES / 2),
                "<emoji alt=\"x\">".repeat(TIMES / 2),
                "&".repeat(TIMES * 10),
                "&amp;".repeat(TIMES * 2),
                "<".repeat(TIMES * 10),
                "<!--".repeat(TIMES * 2),
                "<span style=\"font-weight:bold\">".repeat(TIMES / 4) + "x",
                " \n\t".repeat(TIMES * 3),
                "<br>".repeat(TIMES),
                "<codeblock><code>".repeat(TIMES / 2) + "x",
                "<img src=\"https://graph.example/hostedContents/1/$value\">".repeat(TIMES / 10));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void bodies_made_to_be_slow_are_read_in_time(String html) {
        JsonNode message = VendorContracts.MAPPER
                .createObjectNode()
                .set(
                        "body",
                        VendorContracts.MAPPER
                                .createObjectNode()
                                .put("contentType", "html")
                                .put("content", html));
        Document read = teams.reader().read(message);
        assertThat(read.plainText().length()).isLessThanOrEqualTo(html.length() + 300_000);
    }
}
