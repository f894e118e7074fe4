package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.scope.Surface;
import dev.footbridge.testkit.contract.ReadmeTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What README.md says is what the code does. The figures of polling: MiroPollingTest. */
class MiroReadmeTest {

    private static final ReadmeTables TABLES = ReadmeTables.in(Path.of("README.md"));

    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theLossesAreWhatFeaturesSay() {
        TABLES.losses(MiroFeatures.all());
    }

    @Test
    void theSupportTableIsWhatFeaturesSay() {
        TABLES.features(MiroFeatures.all());
    }

    @Test
    void theSettingsAreTheOnesThereAre() {
        TABLES.settings(MiroSettings.all());
    }

    @Test
    void theScopesAreTheOnesOfThePlan() {
        TABLES.scopes(MiroScopes.catalogue());
    }

    @Test
    void allScopesAreThere() {
        List<List<String>> rows = MiroScopes.catalogue().scopes().stream()
                .map(info -> List.of(
                        "`" + info.name() + "`",
                        info.tier().orElse("all plans"),
                        info.isForServers()
                                ? info.surfaces().contains(Surface.CLIENT) ? "REST API, Web SDK" : "REST API"
                                : "Web SDK",
                        info.purpose() + (info.isForServers() ? "" : ". Instead: " + MiroScopes.instead(info.name()))))
                .toList();
        TABLES.table("all-scopes", List.of("scope", "plan", "works in", "purpose"), rows);
        assertThat(readme)
                .contains(
                        "All " + rows.size() + " are known",
                        "the " + MiroScopes.calls().size() + " operations");
    }

    @Test
    void theLimitsAreTheOnesOfTheTable() {
        Map<String, List<String>> rows = table("## Limits");
        Map<Verb, MiroLevel> levels = MiroLimits.documented(10).levels();
        assertThat(rows.keySet())
                .containsExactlyElementsOf(levels.keySet().stream()
                        .map(Enum::name)
                        .sorted(java.util.Comparator.comparing(
                                name -> Verb.valueOf(name).ordinal()))
                        .toList());
        Map<String, MiroCall> calls = MiroScopes.calls();
        levels.forEach((verb, level) -> {
            List<String> row = rows.get(verb.name());
            assertThat(calls.get(row.get(0)).level()).as("%s", verb).isEqualTo(level);
            assertThat(MiroLevel.of(Integer.parseInt(row.get(1)))).isEqualTo(level);
            assertThat(Integer.parseInt(row.get(2))).isEqualTo(level.credits());
        });
    }

    @Test
    void theErrorsAreTheOnesOfTheTable() {
        List<List<String>> rows = new TreeMap<>(MiroErrors.table())
                .entrySet().stream()
                        .map(row ->
                                List.of("`" + row.getKey() + "`", row.getValue().name()))
                        .toList();
        TABLES.table("errors", List.of("code", "kind"), rows);
    }

    /** The cells behind the first one, by the first one, of the table below a heading. */
    private Map<String, List<String>> table(String heading) {
        String section = readme.substring(readme.indexOf(heading + "\n"));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        section.lines()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> line.substring(1, line.length() - 1).split("\\|", -1))
                .forEach(cells -> rows.put(
                        cells[0].strip(),
                        Arrays.stream(cells).skip(1).map(String::strip).toList()));
        return rows;
    }
}
