package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scopes plan} and {@code scopes explain} with the catalogues of the installed connectors. */
class ScopesCommandsTest {

    @TempDir
    private Path folder;

    @Test
    void aPlanTellsWhoWhyAndWhatFalls() {
        CommandRun run = CommandRun.of("plan", "slack", "--features", "post,personas");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("| scope | grant type | consent by | why | without it |")
                .contains("| `chat:write` | bot | whoever installs the app |")
                .contains("| `chat:write.customize` |")
                .contains("```mermaid")
                .doesNotContain("reactions:write");
    }

    @Test
    void theStandardFeaturesAreTheDefault() {
        assertThat(CommandRun.of("plan", "slack").out())
                .contains("reactions:write")
                .doesNotContain("connections:write");
    }

    @Test
    void resourceSpecificConsentStandsBesideThatForTheWholeOrganisation() {
        CommandRun specific = CommandRun.of("plan", "teams", "--mode", "application", "--features", "channels-create");
        assertThat(specific.out())
                .contains("| `Channel.Create.Group` | resource-specific |")
                .contains("| channels-create | `Channel.Create` | `Channel.Create.Group` |");
        CommandRun whole = CommandRun.of(
                "plan", "teams", "--mode", "application", "--features", "channels-create", "--whole-organisation");
        assertThat(whole.out()).contains("| `Channel.Create` | application |").doesNotContain("Channel.Create.Group");
    }

    @Test
    void theSameAsJsonAndAsAPage() throws IOException {
        JsonNode sheet = new ObjectMapper()
                .readTree(CommandRun.of("plan", "slack", "--features", "post", "--format", "json")
                        .out());
        JsonNode row = sheet.path("sections").get(0).path("rows").get(0);
        assertThat(row.path("scope").asText()).isEqualTo("chat:write");
        assertThat(row.path("falls").get(0).asText()).isEqualTo("post");
        assertThat(CommandRun.of("plan", "slack", "--features", "post", "--format", "html")
                        .out())
                .startsWith("<!doctype html>")
                .contains("<td><code>chat:write</code></td>")
                .doesNotContain("<script");
    }

    @Test
    void whatThePlanOfTheWorkspaceLacksIsSaid() {
        CommandRun run = CommandRun.of("plan", "miro", "--features", "post,exports", "--tier", "free");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out())
                .contains("- Not possible: exports: ", "needs the plan enterprise")
                .contains("`boards:write`");
        assertThat(CommandRun.of("plan", "miro", "--features", "exports", "--tier", "enterprise")
                        .code())
                .isZero();
    }

    @Test
    void wordsThatAreNotUnderstoodAreAnsweredWithThoseThatAre() throws IOException {
        refused("no connector for carrier-pigeon", "plan", "carrier-pigeon");
        refused("slack has no grant mode wish; it has bot", "plan", "slack", "--mode", "wish");
        refused("slack has no capability fly; it has ", "plan", "slack", "--features", "fly");
        refused("miro has no plan golden; it has free, enterprise", "plan", "miro", "--tier", "golden");
        refused("there is no such file", "plan", "--profile", folder + "/none.json");
        refused("is no JSON", "plan", "--profile", file("{"));
        refused("contexts is missing", "plan", "--profile", file("{\"name\": \"x\"}"));
        refused("colour", "plan", "--profile", file("{\"colour\": \"red\"}"));
        refused(
                "there is no context b; there are a",
                "plan",
                "--profile",
                file(
                        "{\"name\": \"x\", \"title\": \"x\", \"platform\": \"slack\", \"contexts\": [{\"name\": \"a\", \"title\":"
                                + " \"a\", \"mode\": \"bot\", \"capabilities\": []}], \"listed\": [{\"context\": \"b\", \"scope\":"
                                + " \"chat:write\"}]}"));
        refused("leave them out", "plan", "--profile", file("{}"), "--mode", "bot");
    }

    private String file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "profile", ".json"), content)
                .toString();
    }

    private static void refused(String why, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.code()).as("%s%s", run.out(), run.err()).isEqualTo(2);
        assertThat(run.err()).contains(why);
    }

    @Test
    void modesPlansAndFeaturesAreListed() {
        CommandRun run = CommandRun.of("plan", "miro", "--list");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("mode     user", "plan     enterprise-guard", "feature  exports");
    }

    @Test
    void aScopeIsExplained() throws IOException {
        CommandRun run = CommandRun.of("explain", "Chat.ReadWrite");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Chat.ReadWrite, Microsoft Teams, delegated")
                .contains("consent by      each user")
                .contains("POST /chats/{chat-id}/messages (less: ChatMessage.Send)");
        JsonNode both = new ObjectMapper()
                .readTree(CommandRun.of("explain", "Team.Create", "--json").out());
        assertThat(both).hasSize(2);
        assertThat(CommandRun.of("explain", "webcam:record").out()).contains("a server gains nothing from it");
    }

    @Test
    void anUnknownScopeIsAnsweredWithItsFamily() {
        refused("no installed connector knows this scope; did you mean chat:write", "explain", "chat:writ");
        refused("no installed connector knows this scope", "explain", "Garden.Dig");
    }

    @Test
    void helpHasExamples() {
        for (String command : new String[] {"plan", "audit", "explain", "lint"}) {
            CommandRun run = CommandRun.of(command, "--help");
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("Examples:", "footbridge-relay scopes " + command, "Exit codes:");
        }
    }
}
