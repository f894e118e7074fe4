package dev.footbridge.sandbox.scopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.miro.emulator.MiroEmulator;
import dev.footbridge.relay.Relay;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.relay.scopes.GrantReport;
import dev.footbridge.slack.emulator.SlackEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            return audit(configuration(slack), more);
        }
    }

    private Path configuration(SlackEmulator slack) throws IOException {
        return configuration("""
                connectors:
                  acme:
                    platform: slack
                    team-id: %s
                    token: %s
                    signing-secret: %s
                    api-url: %s
                bridges: {}
                """.formatted(slack.teamId(), slack.botToken(), slack.signingSecret(), slack.apiUrl()));
    }

    private Path configuration(String text) throws IOException {
        return Files.writeString(folder.resolve("relay.yaml"), text);
    }

    private static CommandRun audit(Path configuration, String... more) {
        return CommandRun.of(Stream.concat(Stream.of("audit", "--config", configuration.toString()), Stream.of(more))
                .toArray(String[]::new));
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
    void aBroaderScopeInPlaceOfTheOneThatIsNeeded() throws IOException {
        try (GchatEmulator chat = GchatEmulator.builder().start()) {
            chat.admin()
                    .delegate(Set.of(
                            "chat.messages",
                            "chat.memberships",
                            "chat.spaces.readonly",
                            "admin.directory.user.readonly"));
            CommandRun run = audit(configuration("""
                    connectors:
                      acme:
                        platform: gchat
                        domain: example.com
                        auth: delegated
                        subject: %s
                        service-account: '%s'
                        chat-url: %5$s
                        events-url: %5$s
                        pubsub-url: %5$s
                        directory-url: %5$s
                        token-url: %s
                        audience: %s
                    bridges: {}
                    """.formatted(
                            chat.relayEmail(),
                            new ObjectMapper().writeValueAsString(chat.credentials()),
                            chat.credentials().get("token_uri"),
                            "https://relay.example.org/hooks/acme",
                            chat.baseUrl())));
            assertThat(run.code()).as("%s%s", run.out(), run.err()).isEqualTo(4);
            assertThat(run.out())
                    .contains("acme, mode delegated")
                    .contains("implied  https://www.googleapis.com/auth/chat.memberships.readonly: open by"
                            + " https://www.googleapis.com/auth/chat.memberships, which is more")
                    .contains("held     https://www.googleapis.com/auth/chat.messages")
                    .doesNotContain("missing", "excess   https://www.googleapis.com/auth/chat.memberships");
        }
    }

    @Test
    void aTokenWithNone() throws IOException {
        try (MiroEmulator miro = MiroEmulator.builder().scopes(Set.of()).start()) {
            CommandRun run = audit(miro(miro, ""));
            assertThat(run.code()).as("%s%s", run.out(), run.err()).isEqualTo(4);
            assertThat(run.out()).contains("missing  boards:read", "missing  boards:write");
        }
    }

    @Test
    void anUnknownScopeInTheConfigurationIsAnsweredWithThoseThereAre() throws IOException {
        try (MiroEmulator miro = MiroEmulator.builder().start()) {
            CommandRun run = audit(miro(miro, "scopes: boards:reed"));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("there is no scope of this name; known are boards:read ");
            CommandRun client = audit(miro(miro, "scopes: webcam:record"));
            assertThat(client.code()).isEqualTo(2);
            assertThat(client.err()).contains("the scope webcam:record works in the Web SDK only");
        }
    }

    private Path miro(MiroEmulator miro, String more) throws IOException {
        return configuration("""
                connectors:
                  boards:
                    platform: miro
                    team-id: "%s"
                    access-token: %s
                    api-url: %s
                    %s
                bridges: {}
                """.formatted(miro.teamId(), miro.accessToken(miro.relayHandle()), miro.baseUrl(), more));
    }

    @Test
    void theRelayCountsThemWhenItStarts() throws Exception {
        Set<String> held = new HashSet<>(without("reactions:write"));
        held.add("files:read.future");
        try (SlackEmulator slack = SlackEmulator.builder().botScopes(held).start()) {
            Path file = configuration(slack);
            Files.writeString(file, """
                    data-dir: %s
                    listen: { host: 127.0.0.1, port: 0 }
                    management: { host: 127.0.0.1, port: 0 }
                    """.formatted(folder.resolve("data")), StandardOpenOption.APPEND);
            try (Relay relay = Relay.start(new ConfigReader(ConnectorProvider.installed(), Map.of()).read(file))) {
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(metrics(relay))
                                .contains("footbridge_scopes{connector=\"acme\",state=\"missing\"} 1.0")
                                .contains("footbridge_scopes{connector=\"acme\",state=\"excess\"} 1.0")
                                .contains("footbridge_scopes{connector=\"acme\",state=\"implied\"} 0.0")
                                .contains("footbridge_scopes{connector=\"acme\",state=\"held\"} "
                                        + (STANDARD.size() - 1) + ".0"));
            }
        }
    }

    private static String metrics(Relay relay) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + relay.managementPort() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
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
