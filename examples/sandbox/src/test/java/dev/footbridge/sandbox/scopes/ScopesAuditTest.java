package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.relay.scopes.GrantReport;
import dev.footbridge.slack.emulator.SlackEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scopes audit}: what credentials hold at an emulator, beside what is needed. */
class ScopesAuditTest {

    private static final Set<String> STANDARD = standard();

    @TempDir
    private Path folder;

    private static Set<String> standard() {
        ScopeCatalogue catalogue = ConnectorProvider.installed("slack").scopes();
        GrantMode bot = catalogue.mode("bot");
        PlanRequest request = PlanRequest.of(bot, GrantReport.standard(catalogue, bot));
        return new ScopePlanner(catalogue)
                .plan(request).scopes().stream().map(Scope::name).collect(Collectors.toSet());
    }

    private CommandRun slack(Set<String> held, String... more) throws IOException {
        try (SlackEmulator slack = SlackEmulator.builder().botScopes(held).start()) {
            Path file = Files.writeString(folder.resolve("relay.yaml"), """
                    connectors:
                      acme:
                        platform: slack
                        team-id: %s
                        token: %s
                        signing-secret: %s
                        api-url: %s
                    bridges: {}
                    """.formatted(
                            slack.teamId(), slack.botToken(), slack.signingSecret(), slack.apiUrl()));
            String[] arguments = new String[more.length + 3];
            arguments[0] = "audit";
            arguments[1] = "--config";
            arguments[2] = file.toString();
            System.arraycopy(more, 0, arguments, 3, more.length);
            return CommandRun.of(arguments);
        }
    }

    private static Set<String> without(String scope) {
        return Set.copyOf(STANDARD.stream().filter(name -> !name.equals(scope)).toList());
    }

    private static Set<String> with(String scope) {
        Set<String> more = new HashSet<>(STANDARD);
        more.add(scope);
        return more;
    }

    @Test
    void exactlyWhatIsNeeded() throws IOException {
        CommandRun run = slack(STANDARD);
        assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
        assertThat(run.out()).contains("acme, mode bot", "held     chat:write", "exactly what is needed");
    }

    @Test
    void aScopeThatIsMissing() throws IOException {
        CommandRun run = slack(without("reactions:write"));
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out())
                .contains("missing  reactions:write: needed for react; consent by whoever installs the app brings it");
    }

    @Test
    void scopesThatAreTooMany() throws IOException {
        CommandRun run = slack(with("im:history"));
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.out()).contains("excess   im:history: of use for what is not switched on: read-direct");
        CommandRun unknown = slack(with("files:read.future"));
        assertThat(unknown.code()).isEqualTo(4);
        assertThat(unknown.out()).contains("excess   files:read.future: unknown to this connector");
    }

    @Test
    void whatIsSwitchedOnDecides() throws IOException {
        CommandRun run = slack(Set.of("chat:write"), "--features", "post", "acme", "--json");
        assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.out()).path("acme");
        assertThat(report.path("known").asBoolean()).isTrue();
        assertThat(report.path("lines").get(0).path("state").asText()).isEqualTo("HELD");
    }

    @Test
    void aTokenWithNone() throws IOException {
        try (MiroEmulator miro = MiroEmulator.builder().scopes(Set.of()).start()) {
            Path file = Files.writeString(folder.resolve("relay.yaml"), """
                    connectors:
                      boards:
                        platform: miro
                        team-id: "%s"
                        access-token: %s
                        api-url: %s
                    bridges: {}
                    """.formatted(
                            miro.teamId(), miro.accessToken(miro.relayHandle()), miro.baseUrl()));
            CommandRun run = CommandRun.of("audit", "--config", file.toString());
            assertThat(run.code()).as("%s%s", run.out(), run.err()).isEqualTo(4);
            assertThat(run.out()).contains("missing  boards:read", "missing  boards:write");
        }
    }

    @Test
    void refusedCredentialsAndWrongWords() throws IOException {
        assertThat(slack(STANDARD, "nobody").err())
                .contains("nobody is not a connector of the configuration; it has acme");
        assertThat(slack(STANDARD, "--features", "fly").err()).contains("slack has no capability fly");
        assertThat(slack(STANDARD, "--mode", "wish").err()).contains("slack has no grant mode wish");
        assertThat(CommandRun.of("audit", "--config", folder + "/none.yaml").code())
                .isEqualTo(2);
        Path file = Files.writeString(folder.resolve("wrong.yaml"), "connectors: {acme: {platform: nowhere}}\n");
        assertThat(CommandRun.of("audit", "--config", file.toString()).code()).isEqualTo(2);
    }
}
