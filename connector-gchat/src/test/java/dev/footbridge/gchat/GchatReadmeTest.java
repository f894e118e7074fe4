package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Element;
import dev.footbridge.testkit.contract.ReadmeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md says is what the code does. */
class GchatReadmeTest {

    private static final ReadmeTables TABLES = ReadmeTables.in(Path.of("README.md"));

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
        TABLES.losses(GchatFeatures.of(GchatAuth.DELEGATED, false));
    }

    @Test
    void theSupportTableIsWhatFeaturesSayInEachMode() {
        Features bot = GchatFeatures.of(GchatAuth.BOT, true);
        Features app = GchatFeatures.of(GchatAuth.APP, true);
        Features delegated = GchatFeatures.of(GchatAuth.DELEGATED, false);
        List<List<String>> rows = Stream.of(Element.values())
                .map(element -> List.of(
                        element.name(),
                        bot.fidelity(element).name(),
                        app.fidelity(element).name(),
                        delegated.fidelity(element).name(),
                        app.note(element).orElse("")))
                .toList();
        TABLES.table("features", List.of("element", "bot", "app", "delegated", "why"), rows);
    }

    @Test
    void theSettingsAreTheOnesThereAre() {
        TABLES.settings(GchatSettings.all());
    }

    @Test
    void theScopesAreTheOnesOfThePlan() {
        TABLES.scopes(GchatScopes.all());
    }

    @Test
    void theLimitsAreTheOnesOfTheTable() {
        Pacing limits = GchatLimits.documented();
        List<List<String>> rows = Stream.of(Verb.values())
                .map(verb -> List.of(
                        verb.name(),
                        limits.limits(verb, ScriptedGchat.SPACE).stream()
                                .map(GchatReadmeTest::words)
                                .collect(Collectors.joining(", "))))
                .toList();
        TABLES.table("limits", List.of("call", "at most"), rows);
        assertThat(readme).contains("28,000 bytes");
        assertThat(GchatWriter.MAX_TEXT).isEqualTo(28_000);
    }

    private static String words(RateLimit limit) {
        boolean channel = limit.key().endsWith(ScriptedGchat.SPACE.value());
        return limit.permits() + " per "
                + (limit.period().toSeconds() == 1 ? "second" : limit.period().toSeconds() + " s")
                + (channel ? " and space" : "");
    }
}
