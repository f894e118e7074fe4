package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R10: however bridges are joined, every channel gets a message once, and its own never comes back. */
class RingTest {

    @TempDir
    Path directory;

    private Rig rig;

    @AfterEach
    void stop() {
        rig.assertCountsAddUp();
        rig.close();
    }

    private Rig rig(String... names) {
        rig = new Rig(directory.resolve("data"), Clock.systemUTC(), names);
        return rig;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void aRingOfBridgesMakesOneCopyForEachOtherChannel(int size) throws Exception {
        String[] names = names(size);
        rig(names);
        List<BridgeSpec> ring = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ring.add(rig.spec("bridge" + i, names[i], names[(i + 1) % size]));
        }
        rig.bridges(ring.toArray(BridgeSpec[]::new)).start();
        for (String name : names) {
            rig.platform(name).post(rig.ann(name), rig.channel(name), "from " + name);
        }
        rig.settle();
        for (String name : names) {
            assertThat(rig.texts(name)).hasSize(size).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void oneBridgeOfManyChannelsMakesOneCopyForEach(int size) throws Exception {
        String[] names = names(size);
        rig(names).start();
        MessageId root = rig.platform(names[0]).post(rig.ann(names[0]), rig.channel(names[0]), "root");
        rig.settle();
        Message copy = rig.messages(names[size - 1]).get(0);
        rig.platform(names[size - 1]).reply(rig.bob(names[size - 1]), copy.id(), Document.text("reply"));
        rig.platform(names[0]).edit(rig.ann(names[0]), root, Document.text("edited"));
        rig.settle();
        for (String name : names) {
            assertThat(rig.texts(name)).containsExactly("edited", "reply");
            List<Message> messages = rig.messages(name);
            assertThat(messages.get(1).replyTo()).contains(messages.get(0).id());
        }
    }

    @Test
    void aReactionOnACopyReachesTheOriginalAndTheOtherCopies() throws Exception {
        rig("p1", "p2", "p3").start();
        rig.platform("p1").post(rig.ann("p1"), rig.channel("p1"), "root");
        rig.settle();
        rig.platform("p2").react(rig.bob("p2"), rig.messages("p2").get(0).id(), Emoji.unicode("👍"));
        rig.settle();
        assertThat(rig.messages("p1").get(0).reactions()).hasSize(1);
        assertThat(rig.messages("p2").get(0).reactions()).hasSize(1);
        assertThat(rig.messages("p3").get(0).reactions()).hasSize(1);
    }

    @Test
    void aChannelThatOnlyReceivesGivesNothingBack() throws Exception {
        rig("p1", "p2");
        rig.bridges(new BridgeSpec(
                        "announcements",
                        List.of(
                                new EndpointSpec("p1", rig.channel("p1"), Direction.RECEIVE),
                                new EndpointSpec("p2", rig.channel("p2"), Direction.SEND)),
                        BridgePolicy.everything()))
                .start();
        rig.platform("p1").post(rig.ann("p1"), rig.channel("p1"), "news");
        rig.platform("p2").post(rig.ann("p2"), rig.channel("p2"), "chatter");
        rig.settle();
        assertThat(rig.texts("p1")).containsExactly("news");
        assertThat(rig.texts("p2")).containsExactlyInAnyOrder("news", "chatter");
    }

    @Test
    void aBridgeWithoutRemovalsKeepsCopies() throws Exception {
        rig("p1", "p2");
        BridgeSpec everything = rig.spec("b", "p1", "p2");
        rig.bridges(new BridgeSpec(
                        "b",
                        everything.endpoints(),
                        BridgePolicy.everything()
                                .withReactions(BridgePolicy.Reactions.OFF)
                                .withRemovals(false)))
                .start();
        MessageId message = rig.platform("p1").post(rig.ann("p1"), rig.channel("p1"), "kept");
        rig.settle();
        rig.platform("p1").react(rig.ann("p1"), message, Emoji.unicode("👍"));
        rig.platform("p1").remove(rig.ann("p1"), message);
        rig.settle();
        assertThat(rig.texts("p2")).containsExactly("kept");
        assertThat(rig.messages("p2").get(0).reactions()).isEmpty();
    }

    @Test
    void twoConnectorsForOneWorkspaceAreRefused() throws Exception {
        rig("p1", "p2").start();
        assertThatThrownBy(() -> BridgeEngine.create(
                        EngineOptions.builder().build(),
                        rig.ledger,
                        java.util.Map.of(
                                "a",
                                rig.connector("p1"),
                                "b",
                                rig.platform("p1").connector("other")),
                        List.of(new BridgeSpec(
                                "b",
                                List.of(
                                        new EndpointSpec("a", rig.channel("p1"), Direction.BOTH),
                                        new EndpointSpec("b", rig.platform("p1").channel("x"), Direction.BOTH)),
                                BridgePolicy.everything())),
                        Clock.systemUTC(),
                        new java.util.Random(1),
                        EngineObserver.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two connectors");
    }

    private static String[] names(int size) {
        String[] names = new String[size];
        for (int i = 0; i < size; i++) {
            names[i] = "p" + i;
        }
        return names;
    }
}
