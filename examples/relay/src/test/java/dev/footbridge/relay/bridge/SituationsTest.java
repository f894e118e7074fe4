package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.Reaction;
import dev.footbridge.testkit.fake.InMemoryFault;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import dev.footbridge.testkit.fake.ManualClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The situations R1 to R9: events that come twice, too early, too late, or while something is under way. */
class SituationsTest {

    private static final Emoji TADA = Emoji.unicode("🎉");

    @TempDir
    Path directory;

    private Rig rig;
    private InMemoryWorkspace one;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(directory.resolve("data"), Clock.systemUTC(), "one", "two")
                .deaf()
                .start();
        one = rig.platform("one");
        rig.settle();
    }

    @AfterEach
    void stop() {
        rig.assertCountsAddUp();
        rig.close();
    }

    private MessageId post(String text) {
        return one.post(rig.ann("one"), rig.channel("one"), text);
    }

    @Test
    void r1AnEventThatComesFourTimesAndAfterARestartHasOneEffect() throws Exception {
        post("once");
        rig.tell("one", 0, 0, 0, 0);
        rig.settle();
        assertThat(rig.engine.status().duplicates()).isEqualTo(3);
        rig.restart().settle();
        rig.tell("one", 0);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("once");
        assertThat(rig.engine.status().duplicates()).isEqualTo(1);
    }

    @Test
    void r2AnEditThatComesBeforeItsMessageWaitsForIt() throws Exception {
        MessageId message = post("old");
        one.edit(rig.ann("one"), message, Document.text("new"));
        rig.tell("one", 1);
        rig.settle();
        assertThat(rig.texts("two")).isEmpty();
        assertThat(rig.engine.status().parked()).isEqualTo(1);
        rig.tell("one", 0);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("new");
        assertThat(rig.engine.status().parked()).isZero();
    }

    @Test
    void r2AnOlderEditThatComesLateChangesNothing() throws Exception {
        MessageId message = post("a");
        one.edit(rig.ann("one"), message, Document.text("b"));
        await().until(() -> Clock.systemUTC()
                .instant()
                .isAfter(one.message(message)
                        .orElseThrow()
                        .editedAt()
                        .orElseThrow()
                        .plusMillis(2)));
        one.edit(rig.ann("one"), message, Document.text("c"));
        rig.tell("one", 0, 2, 1);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("c");
    }

    @Test
    void r3ARemovalThatComesFirstKeepsTheMessageFromAppearing() throws Exception {
        MessageId message = post("never");
        one.remove(rig.ann("one"), message);
        rig.tell("one", 1, 0);
        rig.settle();
        assertThat(rig.texts("two")).isEmpty();
        assertThat(rig.platform("two").calls(Verb.POST)).isZero();
    }

    @Test
    void r4ARemovalWhileThePostIsUnderWayEndsWithoutACopy() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        rig.platform("two").add(InMemoryFault.held(answer).on(Verb.POST));
        MessageId message = post("doomed");
        rig.tell("one", 0);
        await().until(() -> rig.platform("two").calls(Verb.POST) == 1);
        one.remove(rig.ann("one"), message);
        rig.tell("one", 1);
        answer.countDown();
        rig.settle();
        assertThat(rig.texts("two")).isEmpty();
    }

    @Test
    void r5EditsWhileThePostIsUnderWayCollapseToTheNewest() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        rig.platform("two").add(InMemoryFault.held(answer).on(Verb.POST));
        MessageId message = post("v0");
        rig.tell("one", 0);
        await().until(() -> rig.platform("two").calls(Verb.POST) == 1);
        for (int i = 1; i <= 20; i++) {
            one.edit(rig.ann("one"), message, Document.text("v" + i));
            rig.tell("one", i);
        }
        answer.countDown();
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("v20");
        assertThat(rig.platform("two").calls(Verb.EDIT)).isLessThanOrEqualTo(2);
    }

    @Test
    void r6AReactionOnAMessageThatIsNotThereYetWaitsForIt() throws Exception {
        MessageId message = post("party");
        one.react(rig.bob("one"), message, TADA);
        rig.tell("one", 1);
        rig.settle();
        rig.tell("one", 0);
        rig.settle();
        assertThat(rig.messages("two").get(0).reactions())
                .extracting(Reaction::emoji)
                .containsExactly(TADA);
    }

    @Test
    void r6AReactionGoesAwayWithTheTombstone() throws Exception {
        MessageId message = post("party");
        one.react(rig.bob("one"), message, TADA);
        one.remove(rig.ann("one"), message);
        rig.tell("one", 1, 2, 0);
        rig.settle();
        assertThat(rig.texts("two")).isEmpty();
        assertThat(rig.engine.status().parked()).isZero();
    }

    @Test
    void r7FlappingEndsInTheLastStateWithFewCalls() throws Exception {
        MessageId message = post("party");
        rig.tell("one", 0);
        rig.settle();
        for (int i = 0; i < 25; i++) {
            one.react(rig.bob("one"), message, TADA);
            one.unreact(rig.bob("one"), message, TADA);
        }
        one.react(rig.bob("one"), message, TADA);
        for (int i = 1; i <= 51; i++) {
            rig.tell("one", i);
        }
        rig.settle();
        assertThat(rig.messages("two").get(0).reactions())
                .extracting(Reaction::emoji)
                .containsExactly(TADA);
        assertThat(rig.platform("two").calls(Verb.REACT) + rig.platform("two").calls(Verb.UNREACT))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void r8AReplyWhoseParentWasNeverToldBringsItsParentAlong() throws Exception {
        MessageId root = post("root");
        one.reply(rig.bob("one"), root, Document.text("reply"));
        rig.tell("one", 1);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("root", "reply");
        Message copy = rig.messages("two").get(0);
        assertThat(rig.messages("two").get(1).replyTo()).contains(copy.id());
        rig.tell("one", 0);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("root", "reply");
    }

    @Test
    void r8AReplyWhoseParentIsGoneIsPostedByItselfAndCounted() throws Exception {
        MessageId root = post("root");
        one.reply(rig.bob("one"), root, Document.text("reply"));
        one.remove(rig.ann("one"), root);
        rig.tell("one", 1);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("reply");
        assertThat(rig.observed.losses).contains(Loss.degraded(Element.REPLY));
    }

    @Test
    void r9TheRelaysOwnEchoesAreNotCarried() throws Exception {
        post("hello");
        rig.tell("one", 0);
        rig.settle();
        Message copy = rig.messages("two").get(0);
        Message own = Message.builder(copy.id(), copy.author(), copy.createdAt())
                .body(copy.body())
                .own(true)
                .build();
        rig.engine.sinkFor("two").accept(List.of(new InboundEvent.Posted("echo", own)));
        // A connector that does not know its own messages: the id is known.
        rig.engine.sinkFor("two").accept(List.of(new InboundEvent.Posted("echo2", copy)));
        rig.settle();
        assertThat(rig.texts("one")).containsExactly("hello");
        assertThat(rig.engine.status().ignored()).containsEntry("own", 1L).containsEntry("copy", 1L);
    }

    @Test
    void aHintWithoutContentIsReadAtTheSource() throws Exception {
        MessageId message = post("read me");
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Touched("h1", message, Optional.empty())));
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("read me");
        one.edit(rig.ann("one"), message, Document.text("read again"));
        one.react(rig.bob("one"), message, TADA);
        Message now = one.message(message).orElseThrow();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Touched("h2", message, Optional.of(now))));
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("read again");
        assertThat(rig.messages("two").get(0).reactions())
                .extracting(Reaction::emoji)
                .containsExactly(TADA);
    }

    @Test
    void aPersonWhoRemovesTheCopyDoesNotStopTheLane() throws Exception {
        MessageId message = post("hello");
        rig.tell("one", 0);
        rig.settle();
        rig.platform("two")
                .add(InMemoryFault.failing(dev.footbridge.core.connector.ConnectorException.of(
                                dev.footbridge.core.connector.ConnectorException.Kind.NOT_FOUND,
                                "message_not_found",
                                "gone"))
                        .on(Verb.EDIT));
        one.edit(rig.ann("one"), message, Document.text("hello again"));
        post("next");
        rig.tell("one", 1, 2);
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("hello", "next");
    }

    @Test
    void anEditWhoseMessageNeverComesIsReadAfterAWhile() throws Exception {
        rig.close();
        ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
        rig = new Rig(directory.resolve("other"), clock, "one", "two").deaf().start();
        rig.settle();
        clock.advance(Duration.ofSeconds(1));
        MessageId message = rig.platform("one").post(rig.ann("one"), rig.channel("one"), "old");
        rig.platform("one").edit(rig.ann("one"), message, Document.text("new"));
        rig.tell("one", 1);
        rig.settle();
        assertThat(rig.texts("two")).isEmpty();
        clock.advance(Duration.ofMinutes(16));
        await().untilAsserted(() -> {
            rig.engine.runDue();
            assertThat(rig.texts("two")).containsExactly("new");
        });
        assertThat(rig.engine.status().parked()).isZero();
    }
}
