package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Power over all groups is nothing that anybody has by default. */
    @Test
    void groupsAreInNoPlanUnlessTheyAreAskedFor() {
        Map<String, String> scopes =
                Map.of("teams", "GroupMember.ReadWrite.All", "gchat", "admin.directory.group.member");
        scopes.forEach((platform, scope) -> {
            for (String mode : platform.equals("teams") ? Set.of("delegated", "application") : Set.of("delegated")) {
                assertThat(CommandRun.of("plan", platform, "--mode", mode).out())
                        .as("standard plan of %s, %s", platform, mode)
                        .doesNotContain(scope);
                assertThat(CommandRun.of("plan", platform, "--mode", mode, "--features", "sign-in-groups")
                                .out())
                        .containsPattern(scope
                                + "`[^|]*\\|[^|]*\\| an administrator \\| Put counterpart accounts into the group");
            }
        });
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
    void formsAreWrittenForEveryPlatform() throws IOException {
        Map<String, Set<String>> expected = Map.of(
                "slack", Set.of("slack-app-manifest.json", "consent-links.txt"),
                "teams", Set.of("entra-required-resource-access.json", "consent-links.txt"),
                "gchat", Set.of("google-service-account-scopes.txt"),
                "webex", Set.of("webex-scopes.txt"),
                "miro", Set.of("miro-app-settings.yaml", "consent-links.txt"));
        for (Map.Entry<String, Set<String>> platform : expected.entrySet()) {
            Path into = folder.resolve(platform.getKey());
            CommandRun run = CommandRun.of("plan", platform.getKey(), "--forms", into.toString());
            assertThat(run.code()).as("%s%s", run.out(), run.err()).isIn(0, 4);
            assertThat(files(into)).as(platform.getKey()).isEqualTo(platform.getValue());
            platform.getValue().forEach(name -> assertThat(run.out()).contains(into.resolve(name) + ": "));
        }
        assertThat(Files.readString(folder.resolve("slack/slack-app-manifest.json")))
                .contains("\"reactions:write\"");
        assertThat(Files.readString(folder.resolve("miro/miro-app-settings.yaml")))
                .contains("  - boards:write\n");
        CommandRun all = CommandRun.of(
                "plan", "teams", "--mode", "application", "--features", "read,presence", "--forms", forms("rsc"));
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(files(folder.resolve("rsc"))).contains("teams-app-permissions.json");
        assertThat(Files.readString(folder.resolve("rsc/teams-app-permissions.json")))
                .contains("ChannelMessage.Read.Group");
        CommandRun domain = CommandRun.of("plan", "gchat", "--mode", "delegated", "--forms", forms("domain"));
        assertThat(domain.code()).as(domain.err()).isZero();
        assertThat(Files.readString(folder.resolve("domain/google-domain-wide-delegation.txt")))
                .contains("https://www.googleapis.com/auth/chat.messages");
        assertThat(Files.readString(folder.resolve("domain/consent-links.txt")))
                .startsWith("https://accounts.google.com/o/oauth2/v2/auth?");
    }

    @Test
    void linksAskOnlyForWhatIsNotHeldAndNameTheApp() throws IOException {
        CommandRun run = CommandRun.of(
                "plan",
                "slack",
                "--features",
                "post,react",
                "--held",
                "chat:write",
                "--client-id",
                "123.456",
                "--redirect",
                "https://relay.example.com/back",
                "--tenant",
                "T012",
                "--forms",
                forms("delta"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(folder.resolve("delta/consent-links.txt")))
                .contains("client_id=123.456", "scope=reactions%3Awrite&", "team=T012")
                .contains("redirect_uri=https%3A%2F%2Frelay.example.com%2Fback")
                .doesNotContain("chat%3Awrite");
        assertThat(Files.readString(folder.resolve("delta/slack-app-manifest.json")))
                .contains("chat:write", "reactions:write");
        assertThat(CommandRun.of(
                                "plan", "slack", "--features", "post", "--held", "chat:write", "--forms", forms("none"))
                        .code())
                .isZero();
        assertThat(files(folder.resolve("none"))).containsExactly("slack-app-manifest.json");
    }

    @Test
    void aProfileOfSeveralCredentialsHasAFolderForEach() throws IOException {
        String profile = file("{\"name\": \"two\", \"title\": \"Two\", \"platform\": \"teams\", \"contexts\": ["
                + "{\"name\": \"a\", \"title\": \"a\", \"mode\": \"delegated\", \"capabilities\": [\"post\"]},"
                + "{\"name\": \"b\", \"title\": \"b\", \"mode\": \"application\", \"capabilities\": [\"read\"]}]}");
        CommandRun run = CommandRun.of("plan", "--profile", profile, "--forms", forms("two"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(files(folder.resolve("two/a"))).contains("entra-required-resource-access.json");
        assertThat(files(folder.resolve("two/b"))).contains("teams-app-permissions.json");
        String outside = file(Files.readString(Path.of(profile)).replace("\"a\"", "\"../a\""));
        refused("../a cannot be the name of a folder", "plan", "--profile", outside, "--forms", forms("out"));
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aFormThatIsThereIsNotOverwrittenUnlessItIsTheSameOrSomebodySaysSo() throws IOException {
        String[] again = {"plan", "slack", "--features", "post", "--forms", forms("kept")};
        assertThat(CommandRun.of(again).code()).isZero();
        assertThat(CommandRun.of(again).out()).contains("slack-app-manifest.json (unchanged): api.slack.com/apps");
        Path manifest = folder.resolve("kept/slack-app-manifest.json");
        Path links = folder.resolve("kept/consent-links.txt");
        Files.delete(manifest);
        Files.writeString(links, "mine\n");

        refused(links + " is there with another content; --force overwrites it. Nothing was written", again);

        assertThat(manifest).doesNotExist();
        assertThat(links).hasContent("mine\n");
        String[] force = {"plan", "slack", "--features", "post", "--forms", forms("kept"), "--force"};
        assertThat(CommandRun.of(force).code()).isZero();
        assertThat(links).content().startsWith("https://slack.com/oauth/v2/authorize?");
        assertThat(manifest).exists();
    }

    @Test
    void formsThatCannotBeWrittenSayWhy() throws IOException {
        refused("is no folder", "plan", "slack", "--forms", file("text"));
        refused("slack has no scope chat:writ that", "plan", "slack", "--forms", forms("x"), "--held", "chat:writ");
        refused("--redirect relay is no whole address", "plan", "slack", "--forms", forms("x"), "--redirect", "relay");
        refused("--forms", "plan", "slack", "--force");
        assertThat(folder.resolve("x")).doesNotExist();
        CommandRun gap =
                CommandRun.of("plan", "miro", "--features", "post,exports", "--tier", "free", "--forms", forms("gap"));
        assertThat(gap.code()).isEqualTo(4);
        assertThat(gap.out()).contains("Not possible: exports: ", "needs the plan enterprise");
        assertThat(files(folder.resolve("gap"))).contains("miro-app-settings.yaml");
    }

    private String forms(String name) {
        return folder.resolve(name).toString();
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
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
