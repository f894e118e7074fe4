package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.relay.cli.ScopesCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code scopes lint} at the command line, with the catalogues of the installed connectors. */
class ScopesLintCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new ScopesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "document", ".md"), content)
                .toString();
    }

    private String right() throws IOException {
        return file("| Scope | Reason |\n|---|---|\n| `chat:write` | To post |\n");
    }

    @Test
    void aDocumentThatIsRight() throws IOException {
        String file = right();
        assertThat(run("lint", file)).as("%s%s", out, err).isZero();
        assertThat(out.toString()).isEqualTo(file + ": 0 findings, by what is known of Slack" + System.lineSeparator());
    }

    @Test
    void findingsNameFileAndLine() throws IOException {
        String wrong = file("| Scope | Reason |\n|---|---|\n| `chat:write` | |\n| `chat:shout` | To be heard |\n");
        assertThat(run("lint", right(), wrong)).isEqualTo(4);
        assertThat(out.toString())
                .contains(wrong + ":3: warning missing-reason: no reason is given for chat:write")
                .contains(wrong + ":4: error unknown-name: there is no scope chat:shout")
                .contains(wrong + ": 2 findings");
    }

    @Test
    void theSameAsJson() throws IOException {
        String wrong = file("| Scope | Reason |\n|---|---|\n| `chat:write` | |\n");
        assertThat(run("lint", wrong, "--json")).isEqualTo(4);
        JsonNode document = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(document.path("file").asText()).isEqualTo(wrong);
        assertThat(document.path("platform").asText()).isEqualTo("Slack");
        JsonNode finding = document.path("findings").get(0);
        assertThat(finding.path("rule").asText()).isEqualTo("missing-reason");
        assertThat(finding.path("severity").asText()).isEqualTo("warning");
        assertThat(finding.path("line").asInt()).isEqualTo(3);
        assertThat(finding.path("scope").asText()).isEqualTo("chat:write");
    }

    @Test
    void whatCannotBeReadIsNamedAndTheRestIsRead() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {0, 1, 2});
        assertThat(run("lint", binary.toString(), right())).isEqualTo(2);
        assertThat(err.toString()).contains(binary + ": this is no text");
        assertThat(out.toString()).contains("0 findings");
    }

    @Test
    void aFolderWithoutVendorsDataIsAnError() throws IOException {
        assertThat(run("lint", right(), "--vendor-data", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("has no file that an installed connector can read");
        assertThat(run("lint", right(), "--vendor-data", folder + "/none")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no such folder");
    }

    @Test
    void damagedVendorsDataIsAnError() throws IOException {
        Files.writeString(folder.resolve("slack-scopes.json"), "{");
        assertThat(run("lint", right(), "--vendor-data", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("slack-scopes.json: JSON is malformed");
    }

    @Test
    void helpHasExamples() {
        assertThat(run("lint", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "--vendor-data", "Exit codes:");
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("lint");
        assertThat(run("lint")).as("no file").isEqualTo(2);
    }
}
