package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code files} with small files, as a process that starts the relay as another. */
class FilesIT {

    private static final Pattern ROW = Pattern.compile(
            "^\\| (.+ → .+) \\| ([\\d,]+) \\| (\\w+) \\| .+ \\| .+ \\| (equal|–) \\| \\d+ \\| \\d+ \\|$");
    private static final String SIX_MIB = "6,291,456";
    private static final String EIGHT_MIB = "8,388,608";

    @TempDir
    private Path folder;

    @Test
    void aFileOfTheLargestSizeCrossesBetweenEveryTwoPlatformsAndFourAtOnceDo() throws Exception {
        SandboxProcess.Ended ended =
                SandboxProcess.run(folder, "files", "--size", "8MiB", "--streams", "4", "--stream-size", "1MiB");

        assertThat(ended.exitCode()).as(String.join("\n", ended.lines())).isZero();
        List<MatchResult> rows = ended.lines().stream()
                .flatMap(line -> ROW.matcher(line).results())
                .toList();
        List<MatchResult> copies =
                rows.stream().filter(row -> row.group(3).equals("native")).toList();
        assertThat(copies).hasSize(20).allMatch(row -> row.group(4).equals("equal"));
        assertThat(copies).extracting(row -> row.group(1)).doesNotHaveDuplicates();
        assertThat(copies).allMatch(row -> row.group(2).equals(row.group(1).contains("Miro") ? SIX_MIB : EIGHT_MIB));
        assertThat(rows)
                .filteredOn(row -> row.group(3).equals("notice"))
                .hasSize(4)
                .allMatch(row -> row.group(1).endsWith("→ Miro"));
        assertThat(ended.lines()).anyMatch(line -> line.matches("\\| 4 files, \\d+ at once \\| .* \\| equal \\| .*"));
        assertThat(ended.lines()).anyMatch(line -> line.startsWith("28 of 28 files as they should be: 24 there once"));
    }

    @Test
    void aWrongCommandLineIsRefusedWithTwo() throws Exception {
        SandboxProcess.Ended size = SandboxProcess.run(folder, "files", "--size", "much");
        SandboxProcess.Ended jar = SandboxProcess.run(folder, "files", "--relay", "nowhere.jar");

        assertThat(size.exitCode()).isEqualTo(2);
        assertThat(size.lines()).anyMatch(line -> line.contains("'much' is no size such as 1GiB"));
        assertThat(jar.exitCode()).isEqualTo(2);
        assertThat(jar.lines()).anyMatch(line -> line.contains("no relay at nowhere.jar"));
    }
}
