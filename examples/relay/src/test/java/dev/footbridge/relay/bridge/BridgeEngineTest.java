package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeEngineTest {

    private static final Emoji TADA = Emoji.unicode("🎉");

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(directory.resolve("data"), Clock.systemUTC(), "one", "two").start();
    }

    @AfterEach
    void stop() {
        rig.assertCountsAddUp();
        rig.close();
    }

    private MessageId copy(MessageId original, String on) {
        String text = rig.platform(original.channel().workspace().platform().value())
                .message(original)
                .orElseThrow()
                .body()
                .plainText();
        return rig.messages(on).stream()
                .filter(message -> message.body().plainText().equals(text))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aMessageAppearsOnTheOtherSideOnceInTheAuthorsName() {
        rig.platform("one").post(rig.ann("one"), rig.channel("one"), "hello");
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("hello");
        assertThat(rig.messages("two").get(0).author().displayName()).isEqualTo("ann-one (one)");
        assertThat(rig.texts("one")).containsExactly("hello");
    }

    @Test
    void messagesKeepTheirOrder() {
        List<String> sent = new java.util.ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rig.platform("one").post(rig.ann("one"), rig.channel("one"), "m" + i);
            sent.add("m" + i);
        }
        rig.settle();
        assertThat(rig.texts("two")).containsExactlyElementsOf(sent);
    }

    @Test
    void repliesHangUnderTheCopyOfTheirParentBothWays() {
        MessageId root = rig.platform("one").post(rig.ann("one"), rig.channel("one"), "root");
        rig.settle();
        MessageId copy = copy(root, "two");
        rig.platform("two").reply(rig.bob("two"), copy, Document.text("from two"));
        rig.platform("one").reply(rig.bob("one"), root, Document.text("from one"));
        rig.settle();
        assertThat(rig.messages("one"))
                .filteredOn(message -> message.replyTo().isPresent())
                .allMatch(message -> message.replyTo().get().equals(root))
                .hasSize(2);
        assertThat(rig.messages("two"))
                .filteredOn(message -> message.replyTo().isPresent())
                .allMatch(message -> message.replyTo().get().equals(copy))
                .hasSize(2);
    }

    @Test
    void editsAndRemovalsReachTheCopy() {
        MessageId first = rig.platform("one").post(rig.ann("one"), rig.channel("one"), "before");
        MessageId second = rig.platform("one").post(rig.ann("one"), rig.channel("one"), "doomed");
        rig.platform("one").edit(rig.ann("one"), first, Document.text("after"));
        rig.platform("one").remove(rig.ann("one"), second);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("after");
    }

    @Test
    void anEditAfterARestartStillFindsItsCopy() throws Exception {
        MessageId first = rig.platform("one").post(rig.ann("one"), rig.channel("one"), "before");
        rig.settle();
        rig.restart();
        rig.platform("one").edit(rig.ann("one"), first, Document.text("after"));
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("after");
    }

    @Test
    void theRelaysReactionComesWithTheFirstPersonAndGoesWithTheLast() {
        MessageId original = rig.platform("one").post(rig.ann("one"), rig.channel("one"), "party");
        rig.settle();
        rig.platform("one").react(rig.ann("one"), original, TADA);
        rig.platform("one").react(rig.bob("one"), original, TADA);
        rig.settle();
        Message copy = rig.messages("two").get(0);
        assertThat(copy.reactions()).extracting(Reaction::emoji).containsExactly(TADA);
        rig.platform("one").unreact(rig.ann("one"), original, TADA);
        rig.settle();
        assertThat(rig.messages("two").get(0).reactions()).hasSize(1);
        rig.platform("one").unreact(rig.bob("one"), original, TADA);
        rig.settle();
        org.awaitility.Awaitility.await().untilAsserted(() -> {
            assertThat(rig.messages("two").get(0).reactions()).isEmpty();
        });
        rig.platform("two").react(rig.ann("two"), copy.id(), TADA);
        rig.settle();
        assertThat(rig.messages("one").get(0).reactions())
                .extracting(Reaction::emoji)
                .containsExactly(TADA);
    }
}
