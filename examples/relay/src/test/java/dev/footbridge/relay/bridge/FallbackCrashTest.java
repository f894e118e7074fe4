package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine dies while a reply takes the place of an edit or a reaction; the next life posts each once. */
class FallbackCrashTest {

    private static final Emoji TADA = Emoji.unicode("🎉");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "received, 2",
        "received, 3",
        "committed, 2",
        "committed, 3",
        "claimed, 2",
        "resolved, 2",
        "resolved, 3",
        "intent, 2",
        "intent, 3",
        "before-send, 2",
        "before-send, 3",
        "after-send, 2",
        "after-send, 3",
        "recorded, 2",
        "recorded, 3",
        "released, 2"
    })
    void eachReplyIsPostedOnce(String step, int count) throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        Crash crash = new Crash(step, count);
        Rig rig = new Rig(first, Clock.systemUTC(), "one", "two");
        rig.options(EngineOptions.builder().failpoints(crash));
        rig.bridges(new BridgeSpec(
                "all",
                rig.spec("all", "one", "two").endpoints(),
                BridgePolicy.everything().withReactions(BridgePolicy.Reactions.REPLY)));
        rig.connectors(Map.of(
                        "one", new CrashingConnector(rig.connector("one"), crash),
                        "two", new CrashingConnector(modest(rig), crash)))
                .start();
        Thread people = new Thread(() -> act(rig, () -> awaitCopy(rig)), "people");
        people.setDaemon(true);
        people.start();
        assertThat(crash.awaitDeath()).isTrue();
        CrashTest.copyFiles(first, second);
        BridgeEngine deadEngine = rig.engine;
        rig.forgetListeners();
        act(rig, () -> {});
        rig.directory(second).options(EngineOptions.builder());
        rig.connectors(Map.of("two", modest(rig))).start();
        try {
            rig.settle();
            List<String> there = rig.texts("two");
            if (there.get(0).equals("first")) {
                assertThat(there).containsExactlyInAnyOrder("first", "edited: second", "🎉 bob-one (one)");
            } else {
                assertThat(there).containsExactly("second", "🎉 bob-one (one)");
            }
            assertThat(rig.messages("two").get(0).replyTo()).isEmpty();
            assertThat(rig.observed.dead).isEmpty();
            rig.platform("one")
                    .remove(rig.ann("one"), rig.messages("one").get(0).id());
            rig.settle();
            assertThat(rig.texts("two")).isEmpty();
        } finally {
            crash.bury();
            deadEngine.close();
            rig.close();
        }
    }

    private static Connector modest(Rig rig) {
        return new Modest(rig.connector("two")).without(Element.EDIT).without(Element.REACTION);
    }

    private static void awaitCopy(Rig rig) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !rig.messages("two").isEmpty());
    }

    /** Goes on from wherever it stopped. */
    private static void act(Rig rig, Runnable beforeEdit) {
        InMemoryWorkspace one = rig.platform("one");
        if (rig.messages("one").isEmpty()) {
            one.post(rig.ann("one"), rig.channel("one"), "first");
        }
        MessageId message = rig.messages("one").get(0).id();
        beforeEdit.run();
        if (rig.texts("one").contains("first")) {
            one.edit(rig.ann("one"), message, Document.text("second"));
        }
        one.react(rig.bob("one"), message, TADA);
    }
}
