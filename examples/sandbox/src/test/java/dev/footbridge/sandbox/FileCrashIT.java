package dev.footbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.emulator.FileContent;
import dev.footbridge.testkit.emulator.HumanClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The relay's process is killed at every step of a transfer, one life after another on the same ledger, each with a file and a
 * bridge of its own. The last life finds all that they left, and in the end every file is there once; nothing of any was ever
 * on the disk. {@code -Dfootbridge.kills} says how many kills at random moments there are besides, {@code -Dfootbridge.seed} which.
 */
class FileCrashIT {

    private static final String BYTES = "canaryBytesH5tR9pX2";
    private static final String NAME = "canaryFileN3kW8zT1";

    /** Two ranges of an upload session. */
    private static final int SIZE = 11 * 1024 * 1024;

    /** As large as pictures in messages may be, about. */
    private static final int PICTURE_SIZE = 3 * 1024 * 1024;

    /** For two seconds at the speed below, so that there are moments to choose from. */
    private static final int SLOW_SIZE = 2_000_000;

    private static final int BYTES_PER_SECOND = 1_000_000;
    private static final Pattern PROGRESS = Pattern.compile("\"bytes\"\\s*:\\s*(\\d+)");

    private static final int RANDOM_KILLS = Integer.getInteger("footbridge.kills", 2);
    private static final long SEED = Long.getLong("footbridge.seed", System.nanoTime());

    /** From where to where, and by what protocol of the target. */
    private enum Way {
        SLACK_TO_UPLOAD_SESSION,
        TEAMS_TO_EXTERNAL_UPLOAD,
        /** Teams does not tell how long a picture is, and Slack wants to know it first. */
        TEAMS_TO_EXTERNAL_UPLOAD_SPOOLED;

        private boolean isFromSlack() {
            return this == SLACK_TO_UPLOAD_SESSION;
        }

        private Stream<String> steps() {
            return this == TEAMS_TO_EXTERNAL_UPLOAD_SPOOLED
                    ? Stream.of("spool-open", "spool-half", "spool-done")
                    : Stream.of("file-open", "file-half", "file-sent", "file-recorded");
        }
    }

    /** @param step where it ends; empty for a random byte */
    private record Life(Way way, String step) {
        private boolean isRandom() {
            return step.isEmpty();
        }
    }

    @TempDir
    Path folder;

    private World world;
    private DiskScan disk;
    private Path spool;
    private final Random random = new Random(SEED);
    private final List<ClientFile> files = new ArrayList<>();

    @Test
    void killedAtEveryStepEachFileIsThereOnceAndNothingOfItIsOnTheDisk() throws Exception {
        List<Life> lives = lives();
        System.out.println("FileCrashIT: " + lives.size() + " kills, -Dfootbridge.seed=" + SEED);
        Files.createDirectory(folder.resolve("tmp"));
        spool = folder.resolve("data").resolve("spool");
        try (World open = new World(folder, lives.size())) {
            world = open;
            disk = new DiskScan(folder, world.configuration());
            for (int pair = 0; pair < lives.size(); pair++) {
                live(pair, lives.get(pair));
            }
            Files.writeString(spool.resolve("left-by-a-system-that-keeps-names"), "x");
            lastLife(lives);
        }
        Files.writeString(spool.resolve("control"), "x" + BYTES + NAME + "x");
        assertThat(hits()).as("the search finds what is there").hasSize(2);
    }

    private static List<Life> lives() {
        List<Life> lives = new ArrayList<>();
        for (Way way : Way.values()) {
            way.steps().forEach(step -> lives.add(new Life(way, step)));
        }
        for (int i = 0; i < RANDOM_KILLS; i++) {
            lives.add(new Life(Way.values()[i % 2], ""));
        }
        return lives;
    }

    private void live(int pair, Life life) throws Exception {
        // What others left waits for the last life, so that it is this file that the process dies of.
        world.bridge(pair, pair + 1);
        RelayProcess relay = start(life.step());
        paceOfSources(life.isRandom());
        files.add(
                life.way() == Way.TEAMS_TO_EXTERNAL_UPLOAD_SPOOLED
                        ? post(pair, life.way(), "picture.png", PICTURE_SIZE)
                        : post(pair, life.way(), "file.bin", life.isRandom() ? SLOW_SIZE : SIZE));
        if (life.isRandom()) {
            awaitBytes(relay, random.nextInt(SLOW_SIZE));
        } else {
            await("%s %s".formatted(life.way(), life.step()))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> relay.log().contains("held at " + life.step()));
        }
        if (life.step().startsWith("spool-")) {
            assertSealed(relay, life.step());
        }
        relay.kill();
        assertThat(inSpool()).as("the spool after %s", life).isEmpty();
        assertThat(hits()).as("the disk after %s", life).isEmpty();
        assertThat(List.of(shown(files.get(pair))))
                .as("nothing but the whole file after %s", life)
                .containsAll(copies(pair, life.way()));
    }

    private void paceOfSources(boolean slow) {
        world.slack.faults().clear();
        world.teams.faults().clear();
        world.teams.faults().add(Fault.withoutLength().on("GET /v1.0/teams/*/hostedContents/*"));
        if (slow) {
            world.slack.faults().add(Fault.slow(BYTES_PER_SECOND).on("GET /files-pri/*"));
            world.teams.faults().add(Fault.slow(BYTES_PER_SECOND).on("GET /storage/download/*"));
        }
    }

    private RelayProcess start(String step) throws IOException, InterruptedException {
        // Lives are short: less to start.
        return world.start(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-Drelay.holdAt=" + step);
    }

    private ClientFile post(int pair, Way way, String name, int size) {
        byte[] bytes = (BYTES + pair).repeat(size / BYTES.length() + 1).getBytes(StandardCharsets.UTF_8);
        String type = name.endsWith(".png") ? "image/png" : "application/octet-stream";
        ClientFile file = new ClientFile(NAME + pair + name, type, FileContent.of(Arrays.copyOf(bytes, size)));
        World.Pair channels = world.pairs.get(pair);
        if (way.isFromSlack()) {
            String ada = world.slack.userId("ada");
            world.slack.people().post(ada, channels.slack(), "", Optional.empty(), List.of(file));
        } else {
            world.teams.people().post(Seed.ADA, channels.teams(), "", Optional.empty(), List.of(file));
        }
        return file;
    }

    private static void awaitBytes(RelayProcess relay, int bytes) {
        await("byte " + bytes)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> PROGRESS.matcher(relay.get("/transfers").body())
                        .results()
                        .anyMatch(found -> Long.parseLong(found.group(1)) >= bytes));
    }

    /** What the process holds open has no name, and is not what it stands for. */
    private void assertSealed(RelayProcess relay, String step) throws IOException {
        List<byte[]> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(relay.pid()), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                // A socket may be closed in between.
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).startsWith(spool)) {
                    open.add(Files.readAllBytes(descriptor));
                }
            }
        }
        assertThat(open).as("spooled at %s", step).isNotEmpty();
        assertThat(open)
                .allSatisfy(bytes -> assertThat(DiskScan.hits(needles(), bytes)).isEmpty());
        if (!step.equals("spool-open")) {
            assertThat(open).anySatisfy(bytes -> assertThat(bytes).isNotEmpty());
        }
    }

    /** A file behind each of the others crosses when nothing of these is left to do. */
    private void lastLife(List<Life> lives) throws Exception {
        paceOfSources(false);
        world.bridge(0, lives.size());
        RelayProcess relay = start("");
        assertThat(inSpool()).as("wiped at the start").isEmpty();
        List<ClientFile> behind = new ArrayList<>();
        for (int pair = 0; pair < lives.size(); pair++) {
            behind.add(post(pair, lives.get(pair).way(), "behind.bin", pair + 1));
        }
        for (int pair = 0; pair < lives.size(); pair++) {
            Way way = lives.get(pair).way();
            int number = pair;
            await("the file behind that of " + lives.get(pair))
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> copies(number, way).contains(shown(behind.get(number))));
            assertThat(copies(pair, way))
                    .as(lives.get(pair).toString())
                    .containsExactly(shown(files.get(pair)), shown(behind.get(pair)));
        }
        assertThat(relay.get("/metrics").body()).doesNotContain("footbridge_dead_letters_total{");
        assertThat(hits()).as("the disk while it runs").isEmpty();
        await("no transfer, no spool")
                .atMost(Duration.ofSeconds(5))
                .until(() -> inSpool().isEmpty());
        relay.terminate(Duration.ofSeconds(30));
        assertThat(hits()).as("the disk after it stopped").isEmpty();
    }

    private List<String> copies(int pair, Way way) {
        World.Pair channels = world.pairs.get(pair);
        String channel = way.isFromSlack() ? channels.teams() : channels.slack();
        HumanClient people = way.isFromSlack() ? world.teams.people() : world.slack.people();
        List<ClientMessage> copies = way.isFromSlack() ? world.copiesOnTeams(pair) : world.copiesOnSlack(pair);
        return copies.stream()
                .flatMap(copy -> people.files(channel, copy.id()).stream())
                .map(FileCrashIT::shown)
                .toList();
    }

    private static String shown(ClientFile file) {
        return file.name() + " " + file.content().sha256();
    }

    private List<Path> inSpool() throws IOException {
        try (Stream<Path> left = Files.list(spool)) {
            return left.toList();
        }
    }

    private List<String> hits() throws IOException {
        return disk.hits(needles());
    }

    private static Map<String, String> needles() {
        return Map.of("bytes", BYTES, "name", NAME);
    }
}
