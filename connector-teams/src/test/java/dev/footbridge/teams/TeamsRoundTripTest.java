package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.testkit.fake.DocumentGenerator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsRoundTripTest {

    private static final Set<Element> KEPT = EnumSet.of(
            Element.BOLD,
            Element.ITALIC,
            Element.UNDERLINE,
            Element.STRIKE,
            Element.CODE,
            Element.LINK,
            Element.LINE_BREAK,
            Element.HEADING,
            Element.QUOTE,
            Element.CODE_BLOCK,
            Element.BULLET_LIST,
            Element.ORDERED_LIST,
            Element.NESTED_LIST,
            Element.TABLE,
            Element.RULE);

    private final TeamsFixture teams = new TeamsFixture();
    private final TeamsIds ids = teams.ids();
    private final TeamsWriter writer = new TeamsWriter(ids);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void what_was_written_reads_back_the_same(int block) {
        int whole = 0;
        for (int seed = block * 250; seed < (block + 1) * 250; seed++) {
            Document body = new DocumentGenerator(seed, ids.workspace(), KEPT).next();
            TeamsContent content = writer.write(body, Optional.empty());
            if (!content.losses().isEmpty()) {
                // A link that shows another address than its own.
                continue;
            }
            whole++;
            assertThat(firstDifference(body.toString(), teams.readBack(content).toString()))
                    .as("first difference in the body of seed %s", seed)
                    .isEmpty();
        }
        assertThat(whole).as("bodies without a loss").isGreaterThan(100);
    }

    /** The documents are long: where they part says enough. */
    private static String firstDifference(String written, String read) {
        if (written.equals(read)) {
            return "";
        }
        int at = 0;
        while (at < Math.min(written.length(), read.length()) && written.charAt(at) == read.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 60);
        return "written ..." + written.substring(from, Math.min(written.length(), at + 60)) + "... but read ..."
                + read.substring(from, Math.min(read.length(), at + 60));
    }
}
