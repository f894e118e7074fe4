package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the root README, as a process. */
class SandboxScriptIT {

    private static final String ROW =
            "^(.+?) {2,}(Slack|Microsoft Teams) {2,}(Slack|Microsoft Teams) {2,}(yes|NO) +\\d+ .*";

    @TempDir
    private Path folder;

    @Test
    void printsATableInWhichEveryRowCrossedAndExitsWithZero() throws Exception {
        SandboxProcess.Ended ended = SandboxProcess.run(folder, "--script");

        List<String> rows =
                ended.lines().stream().filter(line -> line.matches(ROW)).toList();
        assertThat(ended.exitCode()).as(String.join("\n", ended.lines())).isZero();
        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(20)
                .allMatch(row -> row.replaceAll(ROW, "$4").equals("yes"));
        assertThat(rows)
                .extracting(row -> row.replaceAll(ROW, "$1"))
                .contains(
                        "post",
                        "reply in a thread",
                        "reaction",
                        "reaction taken back",
                        "edit",
                        "delete",
                        "long message, split",
                        "edit after a restart",
                        "reply after a restart");
        assertThat(ended.lines()).contains(rows.size() + " of " + rows.size() + " crossed");
    }

    @Test
    void aWrongCommandLineIsRefusedWithTwo() throws Exception {
        SandboxProcess.Ended ended = SandboxProcess.run(folder, "--no-such-option");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.lines()).anyMatch(line -> line.contains("--no-such-option"));
    }
}
