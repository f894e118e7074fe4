package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.testkit.emulator.ClientChange;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.HumanClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The target platform has a bad day; the relay's process does not. */
class TroubleIT {

    private static final String POSTS = "POST /v1.0/teams/*/messages*";
    private static final int MESSAGES = 120;

    @TempDir
    Path folder;

    @Test
    void twentyTimes429LosesNothingRepeatsNothingAndKeepsOrder() throws Exception {
        try (World world = new World(folder, 2)) {
            world.start();
            world.teams.faults().add(Fault.rateLimit("1").on(POSTS).times(20));
            flood(world);
            everythingCrossedOnceInOrder(world, Duration.ofSeconds(90));
        }
    }

    @Test
    void threeSecondsOf500LoseNothingRepeatNothingAndKeepOrder() throws Exception {
        try (World world = new World(folder, 2)) {
            world.start();
            world.teams.faults().add(Fault.status(500).on(POSTS).lasting(Duration.ofSeconds(3)));
            flood(world);
            everythingCrossedOnceInOrder(world, Duration.ofSeconds(120));
        }
    }

    @Test
    void threeSecondsOf500ThatWerePerformedAllTheSameRepeatNothing() throws Exception {
        try (World world = new World(folder, 2)) {
            world.start();
            world.teams
                    .faults()
                    .add(Fault.status(500).on(POSTS).performedFirst().lasting(Duration.ofSeconds(3)));
            flood(world);
            everythingCrossedOnceInOrder(world, Duration.ofSeconds(120));
        }
    }

    @Test
    void tenSecondsDownLoseNothingRepeatNothingAndKeepOrder() throws Exception {
        World world = new World(folder, 2);
        try (world;
                Gate gate = new Gate(world.teams.graphUrl().getPort())) {
            world.with("graph-url", "http://127.0.0.1:" + gate.port() + "/v1.0");
            world.start();
            flood(world);
            gate.shut();
            ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
            try {
                later.schedule(
                        () -> {
                            gate.lift();
                            return null;
                        },
                        10,
                        TimeUnit.SECONDS);
                everythingCrossedOnceInOrder(world, Duration.ofSeconds(120));
            } finally {
                later.shutdownNow();
            }
        }
    }

    /** Silence is measured on the screens, while messages keep coming on all eight channels. */
    @Test
    void oneChannelInEightThatIsLimitedNeverSilencesTheOthers() throws Exception {
        int bridges = 8;
        try (World world = new World(folder, bridges)) {
            world.start();
            String limited = world.pairs.get(0).teams();
            Map<String, List<Long>> arrivals = new ConcurrentHashMap<>();
            HumanClient.Subscription listener = world.teams.people().listen(change -> {
                if (change.kind() == ClientChange.Kind.POSTED) {
                    arrivals.computeIfAbsent(change.message().channelId(), any -> new ArrayList<>())
                            .add(System.nanoTime());
                }
            });
            for (int pair = 0; pair < bridges; pair++) {
                world.postOnSlack(pair, "warm-up");
            }
            await("all are warm").atMost(Duration.ofSeconds(30)).until(() -> arrivals.size() == bridges);
            arrivals.clear();
            world.teams
                    .faults()
                    .add(Fault.rateLimit("2")
                            .on("POST /v1.0/teams/*/channels/" + limited + "/messages*")
                            .times(3));

            AtomicInteger round = new AtomicInteger();
            ScheduledExecutorService writers = Executors.newScheduledThreadPool(2);
            writers.scheduleAtFixedRate(
                    () -> {
                        int number = round.getAndIncrement();
                        for (int pair = 0; pair < bridges; pair++) {
                            world.postOnSlack(pair, "round " + number);
                        }
                    },
                    0,
                    50,
                    TimeUnit.MILLISECONDS);
            await("some rounds").atMost(Duration.ofSeconds(30)).until(() -> round.get() >= 100);
            writers.shutdownNow();
            assertThat(writers.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
            int rounds = round.get();
            await("everything crossed")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> IntStream.range(0, bridges)
                            .allMatch(pair -> world.copiesOnTeams(pair).size() >= rounds + 1));
            listener.close();

            for (int pair = 1; pair < bridges; pair++) {
                List<Long> times = arrivals.get(world.pairs.get(pair).teams());
                assertThat(longestSilence(times))
                        .as("silence on channel " + pair)
                        .isLessThan(Duration.ofMillis(200));
            }
        }
    }

    private static Duration longestSilence(List<Long> times) {
        long longest = 0;
        for (int i = 1; i < times.size(); i++) {
            longest = Math.max(longest, times.get(i) - times.get(i - 1));
        }
        return Duration.ofNanos(longest);
    }

    private static void flood(World world) {
        for (int i = 0; i < MESSAGES; i++) {
            world.postOnSlack(i % 2, "message " + i);
        }
    }

    private static void everythingCrossedOnceInOrder(World world, Duration patience) throws Exception {
        await("everything crossed")
                .atMost(patience)
                .until(() ->
                        world.copiesOnTeams(0).size() + world.copiesOnTeams(1).size() >= MESSAGES);
        assertThat(world.slack.awaitDeliveries(Duration.ofSeconds(30))).isTrue();
        for (int pair = 0; pair < 2; pair++) {
            int first = pair;
            List<String> expected = IntStream.range(0, MESSAGES)
                    .filter(i -> i % 2 == first)
                    .mapToObj(i -> "message " + i)
                    .toList();
            assertThat(world.copiesOnTeams(pair)).map(TroubleIT::lastLine).isEqualTo(expected);
        }
    }

    /** The copy's first line names the author. */
    private static String lastLine(ClientMessage copy) {
        String text = copy.text().strip();
        return text.substring(text.lastIndexOf("message "));
    }
}
