package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the root README, as a process. */
class SandboxScriptIT {

    private static final Pattern ROW =
            Pattern.compile("^(.+?) {2,}(\\S.+?) {2,}(\\S.+?) {2,}(yes|part|none|FAIL) +\\d+.*");
    private static final Pattern PAIR = Pattern.compile("^\\| .+ → .+ \\|( (yes|part|none) \\|){10}$");

    @TempDir
    private Path folder;

    @Test
    void everythingPeopleDoCrossesBetweenEveryTwoPlatformsOrIsDeclaredNotTo() throws Exception {
        SandboxProcess.Ended ended = SandboxProcess.run(folder, "--script");

        assertThat(ended.exitCode()).as(String.join("\n", ended.lines())).isZero();
        List<MatchResult> rows = ended.lines().stream()
                .flatMap(line -> ROW.matcher(line).results())
                .toList();
        Set<String> platforms = rows.stream().map(row -> row.group(2)).collect(Collectors.toSet());
        int pairs = platforms.size() * (platforms.size() - 1);
        List<String> deeds = Stream.of(Deed.values()).map(Deed::title).toList();
        assertThat(platforms).hasSizeGreaterThanOrEqualTo(2);
        for (String deed : deeds) {
            assertThat(rows)
                    .as(deed)
                    .filteredOn(row -> row.group(1).equals(deed))
                    .hasSize(pairs);
        }
        assertThat(rows).extracting(row -> row.group(1)).contains("edit after a restart", "reply after a restart");
        assertThat(ended.lines().stream().filter(PAIR.asMatchPredicate())).hasSize(pairs);
        assertThat(rows).filteredOn(row -> row.group(1).equals("two-part file")).hasSize(platforms.size() - 1);
        assertThat(rows)
                .extracting(row -> row.group(1))
                .contains("link, no copy", "link opens", "link after a restart");
        assertThat(rows).filteredOn(row -> row.group(1).equals("document link")).hasSize(3 * (platforms.size() - 1));
        assertThat(rows)
                .filteredOn(row -> row.group(1).equals("document notice"))
                .hasSize(3);
        assertThat(ended.lines())
                .anyMatch(
                        line -> line.matches("- two-part transfer: .* [1-9]\\d* bytes .* nothing is left in the spool"))
                .anyMatch(line -> line.matches("- link: .* 401 .* 403 .* 200 and the same bytes, also after a restart"))
                .anyMatch(line -> line.matches("- shared document: https://docs.google.com/.* cannot open .*"))
                .anyMatch(line -> line.matches("- shared document: https://.*sharepoint.com/.* cannot open .*"))
                .anyMatch(line -> line.matches("- shared document: https://miro.com/.* able to open .*"));
        assertThat(ended.lines())
                .anyMatch(line -> line.startsWith(rows.size() + " of " + rows.size() + " as declared"));
    }

    @Test
    void aWrongCommandLineIsRefusedWithTwo() throws Exception {
        SandboxProcess.Ended ended = SandboxProcess.run(folder, "--no-such-option");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.lines()).anyMatch(line -> line.contains("--no-such-option"));
    }
}
