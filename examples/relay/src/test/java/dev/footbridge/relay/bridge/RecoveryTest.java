package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.document.Loss;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.core.message.Message;
import dev.footbridge.core.message.User;
import dev.footbridge.testkit.fake.InMemoryFault;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outages, refusals and gaps: nothing is lost, and what cannot be done is on record. */
class RecoveryTest {

    @TempDir
    Path directory;

    private Rig rig;
    private InMemoryWorkspace one;
    private InMemoryWorkspace two;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(directory.resolve("data"), Clock.systemUTC(), "one", "two").start();
        one = rig.platform("one");
        two = rig.platform("two");
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

    private List<String> topLevel(String name) {
        return rig.messages(name).stream()
                .filter(message -> message.replyTo().isEmpty())
                .map(message -> message.body().plainText())
                .toList();
    }

    private static ConnectorException rejected() {
        return ConnectorException.of(ConnectorException.Kind.REJECTED, "invalid_blocks", "the blocks are not valid");
    }

    @Test
    void whatHappenedDuringAnOutageIsBroughtInBeforeLiveMessages() throws Exception {
        MessageId kept = post("before");
        MessageId removed = post("removed meanwhile");
        rig.settle();
        rig.stop();
        for (int i = 0; i < 120; i++) {
            post("missed " + i);
        }
        one.reply(rig.bob("one"), kept, Document.text("missed reply"));
        one.edit(rig.ann("one"), kept, Document.text("edited meanwhile"));
        one.remove(rig.ann("one"), removed);
        rig.start();
        post("live");
        rig.settle();
        await().untilAsserted(() -> assertThat(rig.engine.status().repairs()).hasSize(2));
        rig.settle();
        assertThat(topLevel("two")).containsExactlyElementsOf(topLevel("one"));
        assertThat(rig.texts("two")).containsExactlyInAnyOrderElementsOf(rig.texts("one"));
        EngineStatus.Repair repair = rig.engine.status().repairs().get(rig.channel("one"));
        assertThat(repair.missing()).isZero();
        assertThat(repair.applied()).isEqualTo(repair.seen()).isGreaterThanOrEqualTo(122);
    }

    @Test
    void aGapInTheMiddleIsClosed() throws Exception {
        rig.forgetListeners();
        post("told");
        post("untold");
        rig.tell("one", 0);
        rig.settle();
        rig.engine
                .sinkFor("one")
                .accept(List.of(new InboundEvent.Gap("gap", rig.channel("one"), Optional.of(Instant.EPOCH))));
        await().untilAsserted(() -> assertThat(rig.texts("two")).containsExactly("told", "untold"));
    }

    @Test
    void aBacklogIsReadBySpansNotMessageByMessage() throws Exception {
        rig.close();
        rig = new Rig(directory.resolve("uncached"), Clock.systemUTC(), "one", "two");
        rig.options(EngineOptions.builder().repairInterval(Duration.ofHours(1)))
                .start()
                .settle();
        one = rig.platform("one");
        CountDownLatch outage = new CountDownLatch(1);
        rig.platform("two").add(InMemoryFault.held(outage).on(Verb.POST));
        for (int i = 0; i < 300; i++) {
            post("m" + i);
        }
        Path data = rig.directory();
        outage.countDown();
        rig.engine.drain(Duration.ofSeconds(5));
        rig.restart().settle();
        assertThat(data).isDirectory();
        assertThat(rig.texts("two")).containsExactlyElementsOf(rig.texts("one"));
        assertThat(rig.observed.rereadMessages.get()).isGreaterThan(200);
        assertThat(rig.observed.rereadCalls.get()).isLessThanOrEqualTo(300 / 20);
    }

    @Test
    void whatIsDeliveredPushesNothingThatWaitsOutOfTheHeap() throws Exception {
        rig.close();
        rig = new Rig(directory.resolve("small"), Clock.systemUTC(), "one", "two", "three", "four");
        rig.bridges(rig.spec("waiting", "one", "two"), rig.spec("passing", "three", "four"))
                .options(EngineOptions.builder().contentBytes(60_000).repairInterval(Duration.ofHours(1)))
                .start()
                .settle();
        one = rig.platform("one");
        CountDownLatch outage = new CountDownLatch(1);
        rig.platform("two").add(InMemoryFault.held(outage).on(Verb.POST));
        for (int i = 0; i < 25; i++) {
            post("waits" + i);
        }
        for (int i = 0; i < 200; i++) {
            rig.platform("three").post(rig.ann("three"), rig.channel("three"), "passes" + i);
            int count = i + 1;
            if (count % 10 == 0) {
                await().pollInterval(Duration.ofMillis(5))
                        .until(() -> rig.texts("four").size() == count);
            }
        }
        outage.countDown();
        rig.settle();
        assertThat(rig.texts("two")).containsExactlyElementsOf(rig.texts("one"));
        assertThat(rig.observed.rereadMessages.get()).isZero();
    }

    @Test
    void aRejectedMessageIsTriedOnceAsPlainText() {
        two.add(InMemoryFault.failing(rejected()).on(Verb.POST));
        post("fancy");
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("fancy");
        assertThat(rig.observed.dead).isEmpty();
    }

    @Test
    void aMessageThatIsRefusedForGoodIsADeadLetterThatCanBeReplayed() throws Exception {
        two.add(InMemoryFault.failing(rejected()).on(Verb.POST).times(2));
        MessageId refused = post("refused");
        rig.settle();
        post("next");
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("next");
        List<DeadLetterInfo> letters = rig.engine.deadLetters(0, 10);
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).code()).isEqualTo("invalid_blocks");
        assertThat(letters.get(0).source()).contains(refused);
        assertThat(letters.get(0).operation()).isEqualTo("post");
        assertThat(rig.engine.status().dead()).containsEntry("invalid_blocks", 1L);
        assertThat(rig.engine.replay(letters.get(0).number())).isTrue();
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("next", "refused");
        assertThat(rig.engine.deadLetters(0, 10)).isEmpty();
        assertThat(rig.engine.replay(4711)).isFalse();
    }

    @Test
    void aMissingScopeIsNamedAndDoesNotBlockTheLane() throws Exception {
        two.withholdScope(Verb.REACT);
        MessageId message = post("v1");
        rig.settle();
        one.react(rig.ann("one"), message, Emoji.unicode("👍"));
        post("next");
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("v1", "next");
        assertThat(rig.engine.deadLetters(0, 10)).hasSize(1);
        assertThat(rig.engine.deadLetters(0, 10).get(0).code()).isEqualTo("missing_scope");
    }

    @Test
    void lostAnswersAndLostRequestsAndRefusalsForNowLeadToOneCopyEach() {
        two.add(InMemoryFault.lostAnswer().on(Verb.POST).times(3));
        two.add(InMemoryFault.lostRequest().on(Verb.POST).times(3));
        two.add(InMemoryFault.throttled(Duration.ofMillis(10)).on(Verb.POST).times(20));
        for (int i = 0; i < 20; i++) {
            post("m" + i);
        }
        rig.settle();
        assertThat(rig.texts("two")).containsExactlyElementsOf(rig.texts("one"));
    }

    @Test
    void aLongMessageIsSplitInOrderAndItsEditShrinksAndGrows() {
        String longText = "word ".repeat(3_000);
        MessageId message = post(longText);
        rig.settle();
        int parts = rig.texts("two").size();
        assertThat(parts).isGreaterThan(1);
        assertThat(String.join("", rig.texts("two")).replace(" ", "")).isEqualTo(longText.replace(" ", ""));
        one.edit(rig.ann("one"), message, Document.text("short"));
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("short");
        one.edit(rig.ann("one"), message, Document.text(longText));
        rig.settle();
        assertThat(rig.texts("two")).hasSize(parts);
        one.remove(rig.ann("one"), message);
        rig.settle();
        assertThat(rig.texts("two")).isEmpty();
    }

    @Test
    void anEmptyMessageIsNothingAndBlocksNothing() throws Exception {
        Message empty = Message.builder(
                        new MessageId(rig.channel("one"), "m-empty"), User.unnamed(rig.ann("one")), Instant.now())
                .build();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Posted("empty", empty)));
        post("next");
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("next");
    }

    @Test
    void aCrowdIsNotNotifiedFromElsewhere() throws Exception {
        Message message = Message.builder(
                        new MessageId(rig.channel("one"), "m-all"), User.unnamed(rig.ann("one")), Instant.now())
                .body(Document.of(dev.footbridge.core.document.Mention.broadcast(
                        dev.footbridge.core.document.Mention.Audience.CHANNEL, "channel")))
                .build();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Posted("all", message)));
        rig.settle();
        assertThat(rig.messages("two").get(0).body()).isEqualTo(Document.text("@channel"));
        assertThat(rig.messages("two").get(0).author().displayName()).isEqualTo("ann-one (one)");
        assertThat(rig.observed.losses).contains(Loss.degraded(Element.BROADCAST_MENTION));
    }

    @Test
    void aMessageRemovedBeforeItWasSentNeverAppearsEvenWhenItsPostMayHaveHappened() throws Exception {
        rig.close();
        Crash crash = new Crash("after-send", 1);
        Path first = directory.resolve("first");
        Rig dying = new Rig(first, Clock.systemUTC(), "one", "two");
        dying.options(EngineOptions.builder().failpoints(crash));
        dying.connectors(java.util.Map.of("two", new CrashingConnector(dying.connector("two"), crash)));
        dying.start().settle();
        MessageId message = dying.platform("one").post(dying.ann("one"), dying.channel("one"), "doomed");
        assertThat(crash.awaitDeath()).isTrue();
        assertThat(dying.texts("two")).containsExactly("doomed");
        Path second = directory.resolve("second");
        CrashTest.copyFiles(first, second);
        dying.forgetListeners();
        dying.platform("one").remove(dying.ann("one"), message);
        BridgeEngine deadEngine = dying.engine;
        rig = dying;
        rig.directory(second).options(EngineOptions.builder()).connectors(java.util.Map.of());
        rig.start().settle();
        assertThat(rig.texts("two")).isEmpty();
        crash.bury();
        deadEngine.close();
    }

    @Test
    void aChannelThatGetsANewIdKeepsItsLinks() throws Exception {
        MessageId message = post("v1");
        rig.settle();
        dev.footbridge.core.id.ChannelId moved = one.channel("moved");
        rig.engine
                .sinkFor("one")
                .accept(List.of(new InboundEvent.ChannelChanged("move", rig.channel("one"), Optional.of(moved))));
        Message edited = Message.builder(
                        new MessageId(moved, message.value()), User.unnamed(rig.ann("one")), Instant.now())
                .body(Document.text("v2"))
                .version("2")
                .editedAt(Optional.of(Instant.now()))
                .build();
        rig.engine.sinkFor("one").accept(List.of(new InboundEvent.Edited("edit", edited)));
        one.post(rig.ann("one"), moved, "from the new place");
        two.post(rig.ann("two"), rig.channel("two"), "to the new place");
        rig.settle();
        assertThat(rig.texts("two")).containsExactlyInAnyOrder("v2", "from the new place", "to the new place");
        assertThat(one.messages(moved))
                .extracting(copy -> copy.body().plainText())
                .containsExactlyInAnyOrder("from the new place", "to the new place");
    }

    @Test
    void refusedCredentialsLoseNothing() {
        two.revokeCredentials();
        post("waits");
        await().until(() -> two.calls(Verb.POST) >= 1);
        await().untilAsserted(() -> assertThat(rig.engine.status().problems())
                .anyMatch(problem -> problem.contains("refuses the credentials")));
        long calls = two.calls(Verb.POST);
        post("waits too");
        assertThat(two.calls(Verb.POST)).isEqualTo(calls);
        assertThat(rig.observed.dead).isEmpty();
        two.heal();
        rig.engine.resume("two");
        rig.settle();
        assertThat(rig.texts("two")).containsExactly("waits", "waits too");
    }

    @Test
    void theDrainEndsWhatIsUnderWayAndStartsNothingMore() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        two.add(InMemoryFault.held(answer).on(Verb.POST));
        post("under way");
        await().until(() -> two.calls(Verb.POST) == 1);
        assertThat(rig.engine.drain(Duration.ofMillis(50))).isFalse();
        answer.countDown();
        assertThat(rig.engine.drain(Duration.ofSeconds(5))).isTrue();
        post("later");
        assertThat(rig.texts("two")).containsExactly("under way");
        rig.restart().settle();
        assertThat(rig.texts("two")).containsExactly("under way", "later");
    }
}
