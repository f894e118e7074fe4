package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.FileLimits;
import dev.footbridge.core.document.Document;
import dev.footbridge.relay.transfer.TransferOptions;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine dies at each step of a transfer; the next life leaves each file on the target once, and nothing on the disk. */
@Timeout(60)
class FileCrashTest {

    private static final String CANARY = "canary-of-a-file";
    private static final int FILES = 3;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "file-open, 1, false",
        "file-open, 3, false",
        "file-half, 2, false",
        "file-sent, 1, false",
        "file-sent, 2, false",
        "file-recorded, 2, false",
        "resolved, 2, false",
        "intent, 3, false",
        "file-open, 2, true",
        "spool-open, 1, true",
        "spool-half, 2, true",
        "spool-done, 3, true",
        "file-sent, 2, true"
    })
    void eachFileIsThereOnceAndNothingIsLeft(String step, int count, boolean spooled) throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Crash crash = new Crash(step, count);
        Rig rig = new Rig(first, Clock.systemUTC(), "one", "two");
        if (spooled) {
            rig.platform("one").tellsLengths(false);
            rig.platform("two").fileLimits(new FileLimits(1 << 30, 1, true, Set.of()));
        }
        rig.options(options(first).failpoints(crash));
        Connector mortalOne = new CrashingConnector(rig.connector("one"), crash);
        Connector mortalTwo = new CrashingConnector(rig.connector("two"), crash);
        rig.connectors(Map.of("one", mortalOne, "two", mortalTwo)).start();
        AtomicInteger next = new AtomicInteger();
        Thread people = new Thread(() -> post(rig, next), "people");
        people.setDaemon(true);
        people.start();
        assertThat(crash.awaitDeath()).isTrue();
        assertThat(found(first)).as("the disk of the dead").isEmpty();
        CrashTest.copyFiles(first, second);
        BridgeEngine deadEngine = rig.engine;
        rig.forgetListeners();
        post(rig, next);
        await().until(() -> rig.messages("one").size() == FILES);
        rig.directory(second).options(options(second)).connectors(Map.of()).start();
        try {
            // What an earlier life left is in no count before its files are: the platform tells.
            await().untilAsserted(() -> assertThat(copies(rig)).hasSizeGreaterThanOrEqualTo(FILES));
            rig.settle();
            assertThat(copies(rig)).containsExactlyElementsOf(hashes(files()));
            assertThat(rig.texts("two")).filteredOn(text -> !text.isEmpty()).containsExactly("m0", "m1", "m2");
            assertThat(rig.engine.deadLetters(0, 10)).isEmpty();
            assertThat(found(second)).isEmpty();
            try (Stream<Path> left = Files.list(second.resolve("spool"))) {
                assertThat(left.toList()).isEmpty();
            }
        } finally {
            crash.bury();
            deadEngine.close();
            rig.close();
        }
    }

    private static EngineOptions.Builder options(Path data) {
        return EngineOptions.builder().files(TransferOptions.defaults().withSpool(data.resolve("spool"), 64L << 20));
    }

    private static void post(Rig rig, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < FILES; i = next.getAndIncrement()) {
            Document words = Document.text("m" + i);
            rig.platform("one").post(rig.ann("one"), rig.channel("one"), words, List.of(files().get(i)));
        }
    }

    private static List<ClientFile> files() {
        List<ClientFile> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = (CANARY + i).repeat(20_000).getBytes(StandardCharsets.UTF_8);
            files.add(new ClientFile(CANARY + i + ".txt", "text/plain", FileContent.of(bytes)));
        }
        return files;
    }

    private static List<String> copies(Rig rig) {
        List<ClientFile> files = new ArrayList<>();
        rig.messages("two").forEach(message -> files.addAll(rig.platform("two").files(message.id())));
        return hashes(files);
    }

    private static List<String> hashes(List<ClientFile> files) {
        return files.stream()
                .map(file -> file.name() + " " + file.content().sha256())
                .toList();
    }

    /** Names and bytes of files alike. */
    private static List<String> found(Path data) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY)) {
                    found.add(file.toString());
                }
            }
        }
        return found;
    }
}
