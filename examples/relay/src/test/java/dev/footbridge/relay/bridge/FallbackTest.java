package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Text;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.bridge.BridgePolicy.Edits;
import dev.footbridge.relay.bridge.BridgePolicy.Reactions;
import dev.footbridge.testkit.fake.InMemoryFault;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a target cannot do something, the bridge's policy says what happens; it is a loss and never a dead letter. */
class FallbackTest {

    private static final Emoji TADA = Emoji.unicode("🎉");
    private static final Emoji EYES = Emoji.unicode("👀");

    @TempDir
    Path directory;

    private Rig rig;
    private InMemoryWorkspace one;
    private Modest two;

    private void start(BridgePolicy policy) throws Exception {
        rig = new Rig(directory.resolve("data"), Clock.systemUTC(), "one", "two");
        one = rig.platform("one");
        two = new Modest(rig.connector("two"));
        rig.bridges(new BridgeSpec("all", rig.spec("all", "one", "two").endpoints(), policy));
        rig.connectors(Map.of("two", two));
    }

    @AfterEach
    void stop() {
        rig.assertCountsAddUp();
        assertThat(rig.observed.dead).isEmpty();
        rig.close();
    }

    private static BridgePolicy reactions(Reactions value) {
        return BridgePolicy.everything().withReactions(value);
    }

    private MessageId post(String text) {
        MessageId id = one.post(rig.ann("one"), rig.channel("one"), text);
        rig.settle();
        return id;
    }

    private void edit(MessageId message, String text) {
        one.edit(rig.ann("one"), message, Document.text(text));
        rig.settle();
    }

    @Test
    void aReactionThatCannotBeSetIsLostUnlessTheBridgeWantsAReply() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.REACTION);
        rig.start();
        one.react(rig.bob("one"), post("party"), TADA);
        rig.settle();

        assertThat(rig.texts("two")).containsExactly("party");
        assertThat(rig.observed.ways).containsOnlyOnce("one two REACTION DROPPED");
    }

    @Test
    void aReplyTellsTheEmojiAndWhoReactedAndGoesWithThem() throws Exception {
        start(reactions(Reactions.REPLY));
        two.without(Element.REACTION);
        rig.start();
        MessageId message = post("party");
        one.react(rig.bob("one"), message, TADA);
        rig.settle();

        Message copy = rig.messages("two").get(0);
        Message notice = rig.messages("two").get(1);
        assertThat(notice.body().plainText()).isEqualTo("🎉 bob-one (one)");
        assertThat(notice.replyTo()).contains(copy.id());
        assertThat(rig.observed.losses).containsOnlyOnce(Loss.degraded(Element.REACTION));

        one.react(rig.ann("one"), message, TADA);
        one.react(rig.ann("one"), message, EYES);
        settleReactions(() -> assertThat(rig.texts("two"))
                .containsExactly("party", "🎉 ann-one (one), bob-one (one)", "👀 ann-one (one)"));

        one.unreact(rig.bob("one"), message, TADA);
        one.unreact(rig.ann("one"), message, EYES);
        settleReactions(() -> assertThat(rig.texts("two")).containsExactly("party", "🎉 ann-one (one)"));

        one.unreact(rig.ann("one"), message, TADA);
        settleReactions(() -> assertThat(rig.texts("two")).containsExactly("party"));
        assertThat(rig.texts("one")).containsExactly("party");
    }

    /** One emoji's calls are at least two seconds apart. */
    private void settleReactions(org.awaitility.core.ThrowingRunnable check) {
        await().atMost(java.time.Duration.ofSeconds(15)).untilAsserted(() -> {
            rig.engine.runDue();
            check.run();
        });
        rig.settle();
    }

    @Test
    void aReplyOfAReactionGoesWithItsMessage() throws Exception {
        start(reactions(Reactions.REPLY));
        two.without(Element.REACTION);
        rig.start();
        MessageId message = post("party");
        one.react(rig.bob("one"), message, TADA);
        rig.settle();
        one.remove(rig.ann("one"), message);
        rig.settle();

        assertThat(rig.texts("two")).isEmpty();
    }

    @Test
    void aReactionToAReplyIsToldInItsThread() throws Exception {
        start(reactions(Reactions.REPLY));
        two.without(Element.REACTION);
        rig.start();
        MessageId root = post("root");
        MessageId reply = one.reply(rig.ann("one"), root, Document.text("reply"));
        one.react(rig.bob("one"), reply, TADA);
        rig.settle();

        List<Message> there = rig.messages("two");
        assertThat(rig.texts("two")).containsExactly("root", "reply", "🎉 bob-one (one)");
        assertThat(there.get(2).replyTo()).contains(there.get(0).id());
    }

    @Test
    void aReactionThatIsRefusedAtRunTimeBecomesAReplyOrALoss() throws Exception {
        start(reactions(Reactions.REPLY));
        two.refusingReactions(ConnectorException.of(ConnectorException.Kind.REJECTED, "invalid_emoji", "no"));
        rig.start();
        one.react(rig.bob("one"), post("party"), TADA);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("party", "🎉 bob-one (one)");

        rig.close();
        start(BridgePolicy.everything());
        two.refusingReactions(ConnectorException.of(ConnectorException.Kind.UNSUPPORTED, "unsupported", "no"));
        rig.directory(directory.resolve("second")).start();
        one.react(rig.bob("one"), post("party"), TADA);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("party");
        assertThat(rig.observed.losses).contains(Loss.dropped(Element.REACTION));
    }

    @Test
    void withoutReactionsNothingCrosses() throws Exception {
        start(reactions(Reactions.OFF));
        rig.start();
        one.react(rig.bob("one"), post("party"), TADA);
        rig.settle();

        assertThat(rig.platform("two").calls(Verb.REACT)).isZero();
        assertThat(rig.texts("two")).containsExactly("party");
        assertThat(rig.observed.losses).isEmpty();
    }

    @Test
    void aReplyWhoseAnswerIsLostIsThereOnce() throws Exception {
        start(reactions(Reactions.REPLY));
        two.without(Element.REACTION);
        rig.start();
        MessageId message = post("party");
        rig.platform("two").add(InMemoryFault.lostAnswer().on(Verb.POST));
        one.react(rig.bob("one"), message, TADA);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("party", "🎉 bob-one (one)");

        rig.restart().settle();
        one.unreact(rig.bob("one"), message, TADA);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("party");
    }

    @Test
    void withoutEditsAReplyTellsTheNewText() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.EDIT);
        rig.start();
        MessageId message = post("first");
        edit(message, "second");

        assertThat(rig.texts("two")).containsExactly("first", "edited: second");
        Message correction = rig.messages("two").get(1);
        assertThat(correction.replyTo()).contains(rig.messages("two").get(0).id());
        assertThat(correction.author().displayName()).isEqualTo("ann-one (one)");
        assertThat(rig.observed.ways).containsExactly("one two EDIT DEGRADED");

        edit(message, "third");
        assertThat(rig.texts("two")).containsExactly("first", "edited: second", "edited: third");
        one.remove(rig.ann("one"), message);
        rig.settle();
        assertThat(rig.texts("two")).isEmpty();
        assertThat(rig.texts("one")).isEmpty();
    }

    @Test
    void anEditedReplyIsCorrectedInItsThread() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.EDIT);
        rig.start();
        MessageId reply = one.reply(rig.ann("one"), post("root"), Document.text("reply"));
        rig.settle();
        edit(reply, "better");

        List<Message> there = rig.messages("two");
        assertThat(rig.texts("two")).containsExactly("root", "reply", "edited: better");
        assertThat(there.get(2).replyTo()).contains(there.get(0).id());
    }

    @Test
    void aMessageThatWasEditedTooOftenIsCorrectedByMessagesThatAreEditedInTurn() throws Exception {
        start(BridgePolicy.everything());
        two.withEdits(2);
        rig.start();
        MessageId message = post("v0");
        for (int i = 1; i <= 7; i++) {
            edit(message, "v" + i);
        }

        assertThat(rig.texts("two")).containsExactly("v2", "edited: v5", "edited: v7");
        assertThat(two.edits(rig.messages("two").get(0).id())).isLessThanOrEqualTo(4);
        assertThat(rig.observed.losses)
                .containsOnly(Loss.degraded(Element.EDIT))
                .hasSize(5);
        rig.restart().settle();
        edit(message, "v8");
        assertThat(rig.texts("two")).containsExactly("v2", "edited: v5", "edited: v8");
    }

    @Test
    void aCorrectionKeepsItsForm() throws Exception {
        start(BridgePolicy.everything());
        two.withEdits(0);
        rig.start();
        MessageId message = post("plain");
        one.edit(rig.ann("one"), message, Document.of(Text.of("bold", Mark.BOLD)));
        rig.settle();

        assertThat(rig.messages("two").get(1).body())
                .isEqualTo(Document.of(Text.of("edited: "), Text.of("bold", Mark.BOLD)));
    }

    @Test
    void aCopyThatIsGoneHasNoCorrection() throws Exception {
        start(BridgePolicy.everything());
        rig.start();
        MessageId message = post("first");
        rig.connector("two").remove(rig.messages("two").get(0).id());
        edit(message, "second");
        post("next");

        assertThat(rig.texts("two")).containsExactly("next");
    }

    @Test
    void anEditThatCannotBeMadeIsLostWhenTheBridgeSaysSo() throws Exception {
        start(BridgePolicy.everything().withEdits(Edits.OFF));
        two.withEdits(0);
        rig.start();
        MessageId message = post("first");
        edit(message, "second");
        post("next");

        assertThat(rig.texts("two")).containsExactly("first", "next");
        assertThat(rig.observed.losses).containsExactly(Loss.dropped(Element.EDIT));
    }

    @Test
    void aLongCorrectionIsSplitAndItsAnswersMayBeLost() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.EDIT).withLength(20);
        rig.start();
        MessageId message = post("short");
        rig.platform("two").add(InMemoryFault.lostAnswer().on(Verb.POST).times(2));
        edit(message, "a text that is rather longer than one message");

        List<String> there = rig.texts("two");
        assertThat(there.get(0)).isEqualTo("short");
        assertThat(String.join("", there.subList(1, there.size())))
                .isEqualTo("edited: a text that is rather longer than one message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECTED", "UNSUPPORTED"})
    void aCorrectionThatIsRefusedTooIsALoss(String kind) throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.EDIT);
        rig.start();
        MessageId message = post("first");
        rig.platform("two")
                .add(InMemoryFault.failing(ConnectorException.of(ConnectorException.Kind.valueOf(kind), "no", "no"))
                        .on(Verb.POST)
                        .times(2));
        edit(message, "second");
        rig.platform("two").heal();
        post("next");

        assertThat(rig.texts("two")).containsExactly("first", "next");
        assertThat(rig.observed.losses).containsExactly(new Loss(Element.EDIT, Fidelity.REJECTED));
    }

    @Test
    void withoutRemovalTheTextGoes() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.DELETE);
        rig.start();
        one.remove(rig.ann("one"), post("secret"));
        rig.settle();

        assertThat(rig.texts("two")).containsExactly("[removed]");
        assertThat(rig.observed.losses).containsExactly(Loss.degraded(Element.DELETE));
    }

    @Test
    void withoutRemovalAndEditsTheRemovalIsLost() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.DELETE).without(Element.EDIT);
        rig.start();
        one.remove(rig.ann("one"), post("secret"));
        post("next");

        assertThat(rig.texts("two")).containsExactly("secret", "next");
        assertThat(rig.observed.losses).containsExactly(Loss.dropped(Element.DELETE));
    }

    @Test
    void aChannelThatTakesNoPostsIsALossPerMessage() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.POST);
        rig.start();
        edit(post("unheard"), "still unheard");

        assertThat(rig.texts("two")).isEmpty();
        assertThat(rig.observed.losses).containsExactly(Loss.dropped(Element.POST));
    }

    @Test
    void aSplitMessageThatShrinksWithoutRemovalIsALoss() throws Exception {
        start(BridgePolicy.everything());
        two.without(Element.DELETE).withLength(20);
        rig.start();
        MessageId message = post("a text that is longer than one message");
        edit(message, "short");

        assertThat(rig.texts("two").get(0)).isEqualTo("short");
        assertThat(rig.observed.losses).contains(Loss.degraded(Element.EDIT));
    }
}
