package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine dies at each of its steps while messages cross; the next life loses, doubles and reorders nothing. */
class CrashTest {

    private static final int MESSAGES = 12;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "received, 5",
        "committed, 5",
        "claimed, 3",
        "resolved, 3",
        "intent, 1",
        "intent, 4",
        "before-send, 4",
        "after-send, 1",
        "after-send, 4",
        "recorded, 4",
        "released, 4"
    })
    void nothingIsLostDoubledOrReordered(String step, int count) throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Crash crash = new Crash(step, count);
        Rig rig = new Rig(first, Clock.systemUTC(), "one", "two");
        rig.options(EngineOptions.builder().failpoints(crash));
        rig.connectors(mortal(rig, crash)).start();
        AtomicInteger next = new AtomicInteger();
        Thread people = new Thread(() -> post(rig, next), "people");
        people.setDaemon(true);
        people.start();
        assertThat(crash.awaitDeath()).isTrue();
        copyFiles(first, second);
        BridgeEngine deadEngine = rig.engine;
        finishPosting(rig, next);
        rig.directory(second).options(EngineOptions.builder().contentAge(Duration.ofSeconds(60)));
        rig.connectors(Map.of()).start();
        try {
            rig.settle();
            assertThat(rig.texts("two")).containsExactlyElementsOf(rig.texts("one"));
            assertThat(rig.texts("one")).hasSize(MESSAGES);
            MessageId edited = rig.messages("one").get(1).id();
            rig.platform("one").edit(rig.ann("one"), edited, Document.text("edited after the crash"));
            rig.settle();
            assertThat(rig.texts("two")).containsExactlyElementsOf(rig.texts("one"));
        } finally {
            crash.bury();
            deadEngine.close();
            rig.close();
        }
    }

    private static Map<String, Connector> mortal(Rig rig, Crash crash) {
        Map<String, Connector> connectors = new HashMap<>();
        for (String name : List.of("one", "two")) {
            connectors.put(name, new CrashingConnector(rig.connector(name), crash));
        }
        return connectors;
    }

    private static void post(Rig rig, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < MESSAGES; i = next.getAndIncrement()) {
            rig.platform("one").post(rig.ann("one"), rig.channel("one"), "m" + i);
        }
    }

    /** People go on while the relay is dead; the platform's webhooks reach nobody. */
    private static void finishPosting(Rig rig, AtomicInteger next) {
        rig.forgetListeners();
        post(rig, next);
        await().until(() -> rig.texts("one").size() == MESSAGES);
    }

    static void copyFiles(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().endsWith("-shm")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }
}
