package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.teams.emulator.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that must never lie on a disk are sent through a relay that dies in the middle; then every byte is searched. */
class CanaryIT {

    private static final String TEXT = "canaryTextQ7xK9vL2";
    private static final String EDIT = "canaryEditW4mN8pR1";
    private static final String REPLY = "canaryReplyZ3bT6yH5";
    private static final String NAME = "canaryNameJ8cF2dS7";

    @TempDir
    Path folder;

    @Test
    void textNamesAndTokensAreNowhereOnDiskAfterACrashAndARestart() throws Exception {
        try (World world = new World(folder, 1)) {
            world.slack.admin().addUser("canary", NAME, "canary@example.com");
            world.slack.admin().join(world.pairs.get(0).slack(), "canary");
            Map<String, String> needles = needles(world);
            DiskScan disk = new DiskScan(folder, world.configuration());
            RelayProcess first = world.start("-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("tmp")));
            String channel = world.pairs.get(0).slack();
            String canary = world.slack.userId("canary");
            String message = world.slack.people().post(canary, channel, "before " + TEXT);
            world.slack.people().post(canary, channel, "under " + REPLY, Optional.of(message));
            world.postOnTeams(0, "back " + TEXT);
            await("both crossed")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> world.copiesOnTeams(0).size() >= 2
                            && world.copiesOnSlack(0).size() >= 1);
            world.slack.people().edit(canary, channel, message, "now " + EDIT);
            for (int i = 0; i < 50; i++) {
                world.slack.people().post(canary, channel, i + " in flight " + TEXT);
            }
            first.kill();
            assertThat(disk.hits(needles)).as("after the crash").isEmpty();

            RelayProcess second = world.start("-Djava.io.tmpdir=" + folder.resolve("tmp"));
            await("all crossed")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> world.copiesOnTeams(0).size() >= 52);
            assertThat(world.copiesOnTeams(0)).anyMatch(copy -> copy.text().contains(NAME));
            assertThat(disk.hits(needles)).as("while it runs").isEmpty();
            assertThat(second.terminate(Duration.ofSeconds(30))).isIn(0, 143);
            assertThat(disk.hits(needles)).as("after it stopped").isEmpty();

            Files.writeString(folder.resolve("tmp").resolve("control"), "x" + TEXT + "x");
            assertThat(disk.hits(needles)).as("the search finds what is there").hasSize(1);
        }
    }

    private static Map<String, String> needles(World world) throws IOException {
        Map<String, String> needles = new LinkedHashMap<>();
        needles.put("text", TEXT);
        needles.put("edit", EDIT);
        needles.put("reply", REPLY);
        needles.put("name", NAME);
        needles.put("bot token", world.slack.botToken());
        needles.put("signing secret", world.slack.signingSecret());
        needles.put("client secret", Seed.APP_SECRET);
        return needles;
    }
}
