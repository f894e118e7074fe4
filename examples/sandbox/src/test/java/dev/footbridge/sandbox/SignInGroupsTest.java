package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.gchat.emulator.GchatEmulator;
import dev.footbridge.relay.Relay;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.cli.CheckCommand;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.teams.emulator.AppRegistration;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsEmulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Two organisations with single sign-on between them, in both directions: Ada is at home in Teams, and the organisation on Google has an
 * account that stands for her; Leila is at home on Google, and a guest of the tenant.
 */
class SignInGroupsTest {

    private static final String SCOPE = "GroupMember.ReadWrite.All";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final TeamsSide teamsSide = TeamsSide.start(Clock.systemUTC(), 0, false);
    private final GchatSide gchatSide = GchatSide.start(Clock.systemUTC(), 0, false);
    private final TeamsEmulator teams = (TeamsEmulator) teamsSide.emulator();
    private final GchatEmulator gchat = (GchatEmulator) gchatSide.emulator();
    private final String entraGroup = teams.directory().openGroup();
    private final String googleGroup = gchat.groups().add();
    private final String guest = teamsSide.guest().orElseThrow();
    private final String leila = gchat.userId("leila");
    private final String adaAtGoogle = gchat.admin().addUser("ada.at.google", "Ada Moreau");
    private final String benAtGoogle = gchat.admin().addUser("ben.at.google", "Ben Okafor");

    @BeforeEach
    void consent() {
        consent(Set.of(SCOPE));
    }

    private void consent(Set<String> more) {
        Set<String> scopes = new HashSet<>(Seed.DELEGATED);
        scopes.addAll(more);
        teams.registerApp(new AppRegistration(Seed.APP_ID, Seed.APP_SECRET, Seed.ROLES, scopes));
    }

    @AfterEach
    void close() {
        teams.close();
        gchat.close();
    }

    private Path configuration(String rest) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                data-dir: data
                listen: { host: 127.0.0.1, port: 0 }
                management: { host: 127.0.0.1, port: 0 }
                drain: { delay: 0s, deadline: 5s }
                connectors:
                """);
        for (SandboxPlatform side : List.of(teamsSide, gchatSide)) {
            yaml.append("  ").append(side.emulator().name()).append(":\n");
            side.settings()
                    .forEach((name, value) -> yaml.append("    %s: '%s'%n".formatted(name, value.replace("'", "''"))));
        }
        yaml.append(
                """
                bridges:
                  launch:
                    endpoints:
                      - { connector: teams, channel: "%s" }
                      - { connector: gchat, channel: "%s" }
                """.formatted(teamsSide.room().configured(), gchatSide.room().configured()));
        return Files.writeString(folder.resolve("relay.yaml"), yaml + rest);
    }

    private String people(String... entries) {
        return "people:\n" + String.join("", entries);
    }

    private String ada() {
        return "  - { teams: %s, gchat: '%s', home: teams }%n".formatted(Seed.ADA, adaAtGoogle);
    }

    private String ben() {
        return "  - { teams: %s, gchat: '%s', home: teams }%n".formatted(Seed.BEN, benAtGoogle);
    }

    private String guestOfGoogle() {
        return "  - { gchat: '%s', teams: %s, home: gchat }%n".formatted(leila, guest);
    }

    private String groups() {
        return """
                sign-in-groups:
                  - { connector: gchat, group: %s, people-of: [teams] }
                  - { connector: teams, group: %s, people-of: [gchat] }
                """.formatted(googleGroup, entraGroup);
    }

    private Relay relay(String rest) throws IOException, ConfigException, RelayException {
        return Relay.start(new ConfigReader(ConnectorProvider.installed(), Map.of()).read(configuration(rest)));
    }

    private void awaitMembers(List<String> google, List<String> entra) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(gchat.groups().members(googleGroup)).containsExactlyInAnyOrderElementsOf(google);
            assertThat(teams.directory().members(entraGroup)).containsExactlyInAnyOrderElementsOf(entra);
        });
    }

    @Test
    void counterpartAccountsAreInTheirGroupsAsLongAsTheyArePairedAndBridged() throws Exception {
        gchat.groups().join(googleGroup, benAtGoogle);
        try (Relay relay = relay(people(ada(), ben(), guestOfGoogle()) + groups())) {
            awaitMembers(List.of(benAtGoogle, adaAtGoogle), List.of(guest));
            assertThat(relay.status().problems()).isEmpty();
        }
        // A second life changes nothing.
        try (Relay relay = relay(people(ada(), ben(), guestOfGoogle()) + groups())) {
            await().atMost(PATIENCE).until(() -> relay.status().ready());
            awaitMembers(List.of(benAtGoogle, adaAtGoogle), List.of(guest));
        }
        // Ada's pairing is gone, and Ben's too: he had been a member before.
        try (Relay relay = relay(people(guestOfGoogle()) + groups())) {
            awaitMembers(List.of(benAtGoogle), List.of(guest));
        }
        // Nothing is said of groups any more.
        try (Relay relay = relay(people(guestOfGoogle()))) {
            awaitMembers(List.of(benAtGoogle), List.of());
        }
    }

    /** Google's word for it differs from Entra's, and the sentence does not. */
    @Test
    void withoutItsScopeAGroupIsLeftAloneAndTheRelayGoesOn() throws Exception {
        consent(Set.of());
        gchat.admin()
                .delegate(Set.of(
                        "chat.messages",
                        "chat.spaces.readonly",
                        "chat.memberships.readonly",
                        "admin.directory.user.readonly",
                        "drive.metadata.readonly"));
        String rest = people(ada(), guestOfGoogle()) + groups();

        assertThat(check(rest))
                .containsPattern("refused +sign-in-groups: group " + entraGroup + " of connector teams: .*" + SCOPE)
                .containsPattern("refused +sign-in-groups: group " + googleGroup
                        + " of connector gchat: .*admin\\.directory\\.group\\.member");
        try (Relay relay = relay(rest)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(relay.status().problems())
                            .anySatisfy(problem -> assertThat(problem)
                                    .startsWith("sign-in-groups: group " + entraGroup
                                            + " of connector teams is not in step"))
                            .anySatisfy(problem -> assertThat(problem)
                                    .startsWith("sign-in-groups: group " + googleGroup
                                            + " of connector gchat is not in step")));
            gchat.people().post("leila", gchatSide.room().id(), "still here");
            await().atMost(PATIENCE)
                    .until(() -> teams.people().messages(teamsSide.room().id(), 100).stream()
                            .anyMatch(message -> message.text().contains("still here")));
        }
        assertThat(gchat.groups().members(googleGroup)).isEmpty();
        assertThat(teams.directory().members(entraGroup)).isEmpty();
    }

    @Test
    void theCheckSaysHowManyMayBePutIn() throws Exception {
        assertThat(check(people(ada(), ben(), guestOfGoogle()) + groups()))
                .containsPattern("ok +sign-in-groups: group " + googleGroup
                        + " of connector gchat: accounts of 2 people may be put in")
                .containsPattern("ok +sign-in-groups: group " + entraGroup
                        + " of connector teams: accounts of 1 people may be put in");
    }

    private String check(String rest) throws IOException {
        StringWriter out = new StringWriter();
        new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(out))
                .execute("--config", configuration(rest).toString());
        return out.toString();
    }
}
