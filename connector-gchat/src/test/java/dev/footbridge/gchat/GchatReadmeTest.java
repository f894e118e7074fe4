package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Element;
import dev.footbridge.testkit.contract.ReadmeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md says is what the code does. */
class GchatReadmeTest {

    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLossesAreWhatFeaturesSay() {
        ReadmeTables.in(Path.of("README.md")).losses(GchatFeatures.of(GchatAuth.DELEGATED, false));
    }

    @Test
    void theSupportTableIsWhatFeaturesSayInEachMode() {
        Features bot = GchatFeatures.of(GchatAuth.BOT, true);
        Features app = GchatFeatures.of(GchatAuth.APP, true);
        Features delegated = GchatFeatures.of(GchatAuth.DELEGATED, false);
        List<String> rows = Stream.of(Element.values())
                .map(element -> "| " + element + " | " + bot.fidelity(element) + " | " + app.fidelity(element) + " | "
                        + delegated.fidelity(element) + " | "
                        + app.note(element).orElse("") + " |")
                .toList();
        assertThat(section("## What Google Chat keeps")).containsSubsequence(rows);
    }

    @Test
    void theSettingsAreTheOnesThereAre() {
        List<String> rows = GchatSettings.all().stream()
                .map(setting ->
                        "| `" + setting.name() + "` | " + origin(setting) + " | " + setting.description() + " |")
                .toList();
        assertThat(section("## Settings")).containsSubsequence(rows);
    }

    private static String origin(Setting setting) {
        return setting.required()
                ? "required"
                : setting.defaultValue().map(value -> "`" + value + "`").orElse("");
    }

    @Test
    void theScopesAreTheOnesOfThePlan() {
        ReadmeTables.in(Path.of("README.md")).scopes(GchatScopes.all());
    }

    @Test
    void theLimitsAreTheOnesOfTheTable() {
        Pacing limits = GchatLimits.documented();
        for (Verb verb : Verb.values()) {
            List<String> said = limits.limits(verb, ScriptedGchat.SPACE).stream()
                    .map(GchatReadmeTest::words)
                    .toList();
            assertThat(section("## Limits")).contains("| " + verb + " | " + String.join(", ", said) + " |");
        }
        assertThat(readme).contains("28,000 bytes");
        assertThat(GchatWriter.MAX_TEXT).isEqualTo(28_000);
    }

    private static String words(RateLimit limit) {
        boolean channel = limit.key().endsWith(ScriptedGchat.SPACE.value());
        return limit.permits() + " per "
                + (limit.period().toSeconds() == 1 ? "second" : limit.period().toSeconds() + " s")
                + (channel ? " and space" : "");
    }

    private List<String> section(String heading) {
        String rest = readme.substring(readme.indexOf(heading + "\n") + heading.length());
        int end = rest.indexOf("\n## ");
        return (end < 0 ? rest : rest.substring(0, end)).lines().toList();
    }
}
