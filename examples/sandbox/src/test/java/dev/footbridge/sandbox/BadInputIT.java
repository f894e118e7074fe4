package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.testkit.emulator.ClientMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and people get wrong: each has a clear outcome, and nothing behind it waits. */
class BadInputIT {

    @TempDir
    Path folder;

    @Test
    void aBrokenConfigurationNamesLineAndCureAndEndsWithTwo() throws Exception {
        Path file = folder.resolve("broken.yaml");
        Files.writeString(file, "connectors:\n  left:\n    platfrm: slack\nbridges: {}\n");

        RelayJar.Ended run = RelayJar.command(folder, "run", "--config", file.toString());
        RelayJar.Ended check = RelayJar.command(folder, "check", "--config", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).contains("broken.yaml:3: connectors.left").doesNotContain("Exception");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.output()).isEqualTo(run.output());
    }

    @Test
    void helpAndVersionSayWhatThereIs() throws Exception {
        assertThat(RelayJar.command(folder, "--help").output()).contains("run", "check", "Exit codes");
        assertThat(RelayJar.command(folder, "--version").output()).contains("footbridge-relay 0.");
        assertThat(RelayJar.command(folder, "connectors").output()).contains("Slack", "signing-secret", "Teams");
        assertThat(RelayJar.command(folder, "fly").exitCode()).isEqualTo(2);
    }

    @Test
    void checkProvesAGoodConfiguration() throws Exception {
        try (World world = new World(folder, 1)) {
            RelayJar.Ended check = RelayJar.command(
                    folder, "check", "-c", world.configuration().toString());

            assertThat(check.output()).contains("ok       connector left", "ok       bridge bridge-0");
            assertThat(check.exitCode()).isZero();
        }
    }

    @Test
    void checkNamesAChannelThatIsNotThere() throws Exception {
        try (World world = new World(folder, 1)) {
            world.pairs.set(0, new World.Pair("C0NOWHERE00", world.pairs.get(0).teams()));
            RelayJar.Ended check = RelayJar.command(
                    folder, "check", "-c", world.configuration().toString());

            assertThat(check.exitCode()).isEqualTo(3);
            assertThat(check.output()).contains("refused  bridge bridge-0: left C0NOWHERE00");
        }
    }

    @Test
    void checkNamesARevokedToken() throws Exception {
        try (World world = new World(folder, 1)) {
            world.with("slack-token", "xoxb-revoked-token");
            RelayJar.Ended check = RelayJar.command(
                    folder, "check", "-c", world.configuration().toString());

            assertThat(check.exitCode()).isEqualTo(3);
            assertThat(check.output()).contains("refused  connector left").doesNotContain("xoxb-revoked-token");
        }
    }

    @Test
    void oddMessagesCrossOrAreCountedAndNothingBehindThemWaits() throws Exception {
        try (World world = new World(folder, 1)) {
            RelayProcess relay = world.start();
            String story = IntStream.range(0, 9_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
            world.postOnSlack(0, story);
            world.postOnSlack(0, "@grace");
            world.postOnSlack(0, "*");
            world.postOnSlack(0, "<!channel> & </at> {\"a\":1}");
            world.postOnSlack(0, "the last one");
            await("the last one crossed")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> world.copiesOnTeams(0).stream()
                            .anyMatch(copy -> copy.text().contains("the last one")));

            List<ClientMessage> copies = world.copiesOnTeams(0);
            String joined = copies.stream().map(ClientMessage::text).collect(Collectors.joining(" "));
            assertThat(copies.size()).as("the story was split").isGreaterThan(5);
            for (int i = 0; i < 9_000; i += 500) {
                assertThat(joined).contains("word" + i);
            }
            assertThat(joined.indexOf("word100 ")).isLessThan(joined.indexOf("word8500 "));
            assertThat(joined).contains("@Grace Hopper", "<!channel>", "</at>");
            assertThat(relay.get("/readyz").status()).isEqualTo(200);
            assertThat(relay.log()).doesNotContain("word100", "Exception");
        }
    }

    @Test
    void aMissingScopeIsNamedAndTheOtherDirectionGoesOn() throws Exception {
        try (World world = new World(folder, 1)) {
            world.slack
                    .admin()
                    .changeBotScopes(Set.of("channels:history", "channels:read", "users:read", "reactions:read"));
            RelayJar.Ended check = RelayJar.command(
                    folder, "check", "-c", world.configuration().toString());
            assertThat(check.output()).contains("chat:write");

            RelayProcess relay = world.start();
            world.postOnTeams(0, "cannot be posted");
            world.postOnSlack(0, "still crosses");
            await("the other direction")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> world.copiesOnTeams(0).stream()
                            .anyMatch(copy -> copy.text().contains("still crosses")));
            await("the refusal is counted")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> relay.get("/metrics").body().contains("footbridge_dead_letters_total")
                            && relay.get("/metrics").body().contains("missing_scope"));
        }
    }
}
