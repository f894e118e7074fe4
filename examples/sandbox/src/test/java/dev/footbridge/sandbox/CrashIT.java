package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.testkit.emulator.ClientMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay's process dies; the conversation does not notice. */
class CrashIT {

    private static final int MESSAGES = 500;
    private static final int BRIDGES = 4;
    private static final Pattern NUMBER = Pattern.compile("number (\\d+)\\b");

    @TempDir
    Path folder;

    @Test
    void killedWhileFiveHundredMessagesCrossLosesNothingRepeatsNothingAndKeepsOrder() throws Exception {
        try (World world = new World(folder, BRIDGES)) {
            Map<Integer, String> ids = new HashMap<>();
            RelayProcess first = world.start();
            for (int i = 0; i < MESSAGES; i++) {
                ids.put(i, world.postOnSlack(i % BRIDGES, "message number " + i + " of the crash"));
                if (i == MESSAGES / 2) {
                    await("some have crossed").atMost(Duration.ofSeconds(30)).until(() -> crossed(world) > 20);
                    first.kill();
                }
            }
            long before = crossed(world);
            assertThat(before).as("the kill came in the middle").isBetween(20L, (long) MESSAGES - 1);

            world.start();
            await("all have crossed").atMost(Duration.ofSeconds(90)).until(() -> crossed(world) >= MESSAGES);
            assertThat(world.slack.awaitDeliveries(Duration.ofSeconds(30))).isTrue();
            for (int pair = 0; pair < BRIDGES; pair++) {
                assertThat(numbers(world.copiesOnTeams(pair))).isEqualTo(expected(pair));
            }

            int edited = MESSAGES / 2 - BRIDGES * 2;
            int pair = edited % BRIDGES;
            world.slack
                    .people()
                    .edit(
                            world.slack.userId("ada"),
                            world.pairs.get(pair).slack(),
                            ids.get(edited),
                            "number " + edited + " changed after the restart");
            await("the edit reaches the copy of the first life")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> world.copiesOnTeams(pair).stream()
                            .anyMatch(copy -> copy.text().contains("number " + edited + " changed after the restart")));
            assertThat(numbers(world.copiesOnTeams(pair))).isEqualTo(expected(pair));
        }
    }

    private static long crossed(World world) {
        long sum = 0;
        for (int pair = 0; pair < world.pairs.size(); pair++) {
            sum += world.copiesOnTeams(pair).size();
        }
        return sum;
    }

    private static List<Integer> expected(int pair) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = pair; i < MESSAGES; i += BRIDGES) {
            numbers.add(i);
        }
        return numbers;
    }

    private static List<Integer> numbers(List<ClientMessage> copies) {
        List<Integer> numbers = new ArrayList<>();
        for (ClientMessage copy : copies) {
            Matcher matcher = NUMBER.matcher(copy.text());
            numbers.add(matcher.find() ? Integer.parseInt(matcher.group(1)) : -1);
        }
        return numbers;
    }
}
