package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.document.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the README are what the code says. */
class TeamsReadmeTest {

    @Test
    void every_setting_is_in_the_readme() throws IOException {
        assertThat(readme()).containsSubsequence(settings());
    }

    @Test
    void the_support_table_is_what_features_say() throws IOException {
        assertThat(readme()).containsSubsequence(features());
    }

    private static List<String> settings() {
        return TeamsSettings.ALL.stream()
                .map(setting ->
                        "| `" + setting.name() + "` | " + origin(setting) + " | " + setting.description() + " |")
                .toList();
    }

    private static String origin(Setting setting) {
        return setting.required()
                ? "required"
                : setting.defaultValue().map(value -> "`" + value + "`").orElse("");
    }

    private static List<String> features() {
        return Stream.of(Element.values())
                .map(element -> "| " + element + " | " + TeamsFeatures.CHANNEL.fidelity(element) + " | "
                        + TeamsFeatures.CHANNEL.note(element).orElse("") + " |")
                .toList();
    }

    private static List<String> readme() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }
}
