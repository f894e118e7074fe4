package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Element;
import dev.footbridge.testkit.contract.ReadmeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What README.md says is what the code does. */
class WebexReadmeTest {

    private static final Path FILE = Path.of("README.md");
    private static final ReadmeTables TABLES = ReadmeTables.in(FILE);

    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSupportTableIsWhatFeaturesSay() {
        TABLES.features(WebexFeatures.of(false));
        assertThat(readme)
                .contains("With `guests` on AUTHOR_NAME is "
                        + WebexFeatures.of(true).fidelity(Element.AUTHOR_NAME));
    }

    @Test
    void theLossesAreWhatFeaturesSay() {
        TABLES.losses(WebexFeatures.of(false));
    }

    @Test
    void theSettingsAreTheOnesThereAre() {
        TABLES.settings(WebexSettings.all());
    }

    @Test
    void theScopesAreTheOnesOfThePlan() {
        TABLES.scopes(WebexScopes.catalogue());
    }

    @Test
    void theLimitsAreTheOnesOfTheTable() {
        Pacing limits = WebexLimits.documented(300);
        Map<String, Integer> perMinute = new LinkedHashMap<>();
        for (Verb verb : List.of(Verb.POST, Verb.EDIT, Verb.REMOVE, Verb.READ, Verb.LOOK_UP)) {
            for (RateLimit limit : limits.limits(verb, ScriptedWebex.ROOM)) {
                assertThat(limit.period().toSeconds()).isEqualTo(60);
                perMinute.put(limit.key(), limit.permits());
            }
        }
        assertThat(readme)
                .contains("%s per minute about messages, %s per minute about people and rooms"
                        .formatted(perMinute.get("messages"), perMinute.get("directory")));
        assertThat(WebexLimits.documented(600).limits(Verb.POST, ScriptedWebex.ROOM))
                .extracting(RateLimit::permits)
                .containsExactly(600);
        assertThat(readme).contains("7,439 bytes");
        assertThat(WebexWriter.MAX_BYTES).isEqualTo(7_439);
    }

    @Test
    void theCodesThatAHostMayAnswerAreInTheTable() {
        for (String code : List.of(
                WebexErrors.EDIT_LIMIT, WebexErrors.NOT_EDITABLE, "no_such_thread", "infected_file", "not_scannable")) {
            assertThat(readme).contains("`" + code + "`");
            assertThat(WebexErrors.TABLE).anyMatch(row -> row.code().equals(code));
        }
    }
}
