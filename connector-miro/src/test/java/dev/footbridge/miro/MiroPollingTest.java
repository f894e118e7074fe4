package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.document.Document;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.InboundEvent;
import dev.footbridge.testkit.emulator.Fault;
import dev.footbridge.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Polling on a clock that a test moves: what is told, when, and what it costs. */
class MiroPollingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final String BOARD_READS = "GET /v2/boards/[^/]+";
    private static final String LISTINGS = "GET /v2/boards/[^/]+/items";

    private static PolledMiro polled() {
        return new PolledMiro(Map.of());
    }

    private static List<MessageId> posted(List<InboundEvent> events) {
        return events.stream()
                .filter(InboundEvent.Posted.class::isInstance)
                .map(event -> ((InboundEvent.Posted) event).message().id())
                .toList();
    }

    @Test
    void beginsWithAGapAndTellsNothingThatWasThereBefore() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.post("from before");
            polled.connector.features(polled.channel);
            polled.poll(POLL);

            assertThat(polled.sink.taken())
                    .singleElement()
                    .isInstanceOf(InboundEvent.Gap.class)
                    .satisfies(gap -> assertThat(gap.channel()).isEqualTo(polled.channel));
            polled.poll(MINUTE);
            assertThat(polled.sink.taken()).isEmpty();
        }
    }

    @Test
    void looksAtNothingThatNobodyAskedAbout() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.poll(MINUTE);

            assertThat(polled.requests(BOARD_READS)).isZero();
            assertThat(polled.statistics().boards()).isZero();
        }
    }

    @Test
    void tellsPostsEditsAndRemovalsOfPeople() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.sink.taken();
            polled.clock.advance(Duration.ofSeconds(1));
            MessageId kept = polled.post("kept");
            MessageId gone = polled.post("gone");
            polled.poll(POLL);
            assertThat(posted(polled.sink.taken())).containsExactly(kept, gone);

            polled.miro.people().edit(polled.user("ada"), polled.channel.value(), kept.value(), "changed");
            polled.miro.people().delete(polled.user("ada"), polled.channel.value(), gone.value());
            polled.poll(POLL);
            assertThat(polled.sink.taken())
                    .satisfiesExactly(
                            edited -> assertThat(((InboundEvent.Edited) edited)
                                            .message()
                                            .body())
                                    .isEqualTo(Document.text("changed")),
                            removed -> assertThat(((InboundEvent.Removed) removed).message())
                                    .isEqualTo(gone));
            polled.poll(MINUTE);
            assertThat(polled.sink.taken()).as("news told twice").isEmpty();
        }
    }

    /** Nothing but Miro itself tells a connector that has just been started what is its own. */
    @Test
    void ownPostsAreOwnAlsoAfterARestart() throws Exception {
        try (PolledMiro polled = polled();
                MiroConnector restarted = polled.connect()) {
            polled.connector.features(polled.channel);
            MessageId note = polled.connector.post(polled.channel, Draft.of(Document.text("ours"), "k-1"));
            MessageId theirs = polled.post("theirs");

            assertThat(restarted
                            .history()
                            .orElseThrow()
                            .message(note)
                            .orElseThrow()
                            .own())
                    .isTrue();
            restarted.editing().orElseThrow().edit(note, Draft.of(Document.text("better"), "k-2"));
            assertThatThrownBy(() -> polled.connect().removal().orElseThrow().remove(theirs))
                    .hasMessageContaining("not made by this connector");
        }
    }

    @Test
    void aNoteThatIsOnlyDraggedIsNoEdit() throws Exception {
        try (PolledMiro polled = polled()) {
            MessageId note = polled.post("stay");
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.sink.taken();
            polled.clock.advance(Duration.ofSeconds(5));
            polled.miro.people().edit(polled.user("ada"), polled.channel.value(), note.value(), "stay");
            polled.poll(POLL);

            assertThat(polled.sink.taken()).isEmpty();
            assertThat(polled.sink.ignored).containsExactly("moved");
        }
    }

    @Test
    void whatTheSinkRefusesIsFoundAgainWithTheSameIds() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.sink.taken();
            MessageId note = polled.post("please");
            polled.sink.refusing = 2;
            polled.poll(POLL.multipliedBy(3));

            assertThat(posted(polled.sink.taken())).containsExactly(note);
            assertThat(polled.sink.refusing).isZero();
        }
    }

    @Test
    void aRefusedGapIsToldLater() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.sink.refusing = 1;
            polled.poll(POLL.multipliedBy(2));

            assertThat(polled.sink.taken()).singleElement().isInstanceOf(InboundEvent.Gap.class);
        }
    }

    @Test
    void aStreamThatIsStartedAgainGoesOnWhereItWas() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.sink.taken();
            MessageId between = polled.post("between two runs");
            polled.poll(POLL);

            assertThat(polled.sink.taken())
                    .singleElement()
                    .satisfies(event -> assertThat(posted(List.of(event))).containsExactly(between));
        }
    }

    @Test
    void listsNowAndThenEvenIfTheBoardDoesNotMove() throws Exception {
        try (PolledMiro polled =
                new PolledMiro(Map.of("listing-every", "3"), builder -> builder.boardModifiedAtMoves(false))) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.sink.taken();
            MessageId note = polled.post("unnoticed");
            polled.poll(POLL);
            assertThat(polled.sink.taken()).isEmpty();
            polled.poll(POLL.multipliedBy(2));

            assertThat(posted(polled.sink.taken())).containsExactly(note);
        }
    }

    @Test
    void aLongFrameIsReadToItsEnd() throws Exception {
        try (PolledMiro polled = new PolledMiro(Map.of("page-size", "10"))) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.sink.taken();
            Set<MessageId> posted = new HashSet<>();
            IntStream.range(0, 35).forEach(i -> posted.add(polled.post("note " + i)));
            polled.poll(POLL);

            assertThat(posted(polled.sink.taken())).containsExactlyInAnyOrderElementsOf(posted);
            MessageId gone = posted.iterator().next();
            polled.miro.people().delete(polled.user("ada"), polled.channel.value(), gone.value());
            polled.poll(POLL);
            assertThat(polled.sink.taken())
                    .as("a removal among several pages")
                    .singleElement()
                    .satisfies(event ->
                            assertThat(((InboundEvent.Removed) event).message()).isEqualTo(gone));
        }
    }

    @Test
    void aFrameThatIsGoneTakesNoMessageAlong() throws Exception {
        try (ScriptedMiro miro = new ScriptedMiro()) {
            ManualClock clock = ManualClock.at("2026-11-22T10:00:00Z");
            PolledMiro.Sink sink = new PolledMiro.Sink();
            int[] left = {3};
            try (MiroConnector connector = miro.connect(clock, time -> {
                clock.advance(time);
                if (--left[0] == 0) {
                    throw new InterruptedException();
                }
            })) {
                String board = "GET " + ScriptedMiro.BOARD_PATH;
                miro.answer(board, ScriptedMiro.Answer.json("{\"modifiedAt\":\"1\"}"));
                miro.answer(board, ScriptedMiro.Answer.json("{\"modifiedAt\":\"2\"}"));
                miro.usually(board, ScriptedMiro.Answer.json("{\"modifiedAt\":\"3\"}"));
                miro.answer(
                        board + "/items",
                        ScriptedMiro.Answer.json("{\"data\":[{\"id\":\"345876451751781\",\"type\":\"sticky_note\","
                                + "\"createdAt\":\"2026-11-22T09:00:00Z\",\"data\":{\"content\":\"x\"}}]}"));
                miro.usually(board + "/frames/" + ScriptedMiro.FRAME, ScriptedMiro.Answer.error(404, "notFound"));
                connector.features(ScriptedMiro.CHANNEL);
                assertThatThrownBy(() -> connector.stream().orElseThrow().run(sink))
                        .isInstanceOf(InterruptedException.class);
            }

            assertThat(sink.events)
                    .satisfiesExactly(
                            gap -> assertThat(gap).isInstanceOf(InboundEvent.Gap.class),
                            gone -> assertThat(gone).isInstanceOf(InboundEvent.ChannelChanged.class));
        }
    }

    @Test
    void aBoardInTroubleDoesNotHoldUpTheOthers() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.watchAnother(1);
            polled.poll(POLL);
            polled.sink.taken();
            polled.miro
                    .faults()
                    .add(Fault.status(500).on("GET /v2/boards/" + polled.board).times(2));
            polled.clock.advance(POLL);
            MessageId note = polled.post("late");
            polled.poll(Duration.ofMinutes(3));

            assertThat(polled.sink.ignored).containsExactly("poll_failed", "poll_failed");
            assertThat(posted(polled.sink.taken())).containsExactly(note);
        }
    }

    @Test
    void refusedCredentialsEndTheStream() {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.miro.revokeUser(polled.miro.relayHandle());

            assertThatThrownBy(() -> polled.poll(MINUTE))
                    .isInstanceOfSatisfying(
                            ConnectorException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED));
        }
    }

    @Test
    void tooManyCallsPauseEverythingForAsLongAsMiroSays() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            long before = polled.requests(BOARD_READS);
            polled.miro
                    .faults()
                    .add(Fault.rateLimit("45").on("GET /v2/boards/*").times(1));
            polled.poll(Duration.ofSeconds(40));

            assertThat(polled.requests(BOARD_READS) - before).isEqualTo(1);
        }
    }

    /** The figures of the README. */
    @Test
    void anIdleBoardCostsFourHundredCreditsAMinute() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            long before = polled.statistics().allCredits();
            polled.poll(Duration.ofMinutes(10));
            MiroPolling.Statistics after = polled.statistics();

            assertThat((after.allCredits() - before) / 10.0).isCloseTo(400, within(20.0));
            assertThat(after.perIdleBoardAndMinute()).isCloseTo(400, within(20.0));
            assertThat(after.interval()).isEqualTo(POLL);
            assertThat(after.changes()).isZero();
        }
    }

    @Test
    void aChangeCostsOneLookAndOneListing() throws Exception {
        try (PolledMiro polled = polled()) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.post("one");
            polled.poll(POLL);
            MiroPolling.Statistics single = polled.statistics();
            assertThat(single.changes()).isEqualTo(1);
            assertThat(single.perChange()).isEqualTo(150);

            IntStream.range(0, 20).forEach(i -> polled.post("note " + i));
            polled.poll(POLL);
            MiroPolling.Statistics many = polled.statistics();
            assertThat(many.changes()).isEqualTo(21);
            assertThat(many.changeCredits()).isEqualTo(300);
        }
    }

    @Test
    void manyBoardsAreLookedAtLessOftenAndStayInTheShare() throws Exception {
        try (PolledMiro polled = polled()) {
            IntStream.range(0, 100).forEach(polled::watchAnother);
            polled.poll(Duration.ofMinutes(5));
            long before = polled.statistics().allCredits();
            polled.poll(Duration.ofMinutes(10));
            MiroPolling.Statistics after = polled.statistics();
            double perMinute = (after.allCredits() - before) / 10.0;

            assertThat(after.boards()).isEqualTo(100);
            assertThat(after.budget()).isEqualTo(10_000);
            assertThat(perMinute)
                    .as("credits a minute")
                    .isLessThanOrEqualTo(10_000)
                    .isGreaterThan(8_500);
            assertThat(after.interval()).as("stretched").isBetween(Duration.ofSeconds(35), Duration.ofSeconds(50));
        }
    }

    @Test
    void whatIsLeftOfTheMinuteBelongsToPosts() throws Exception {
        try (PolledMiro polled = new PolledMiro(Map.of(), builder -> builder.rateLimits(true))) {
            polled.connector.features(polled.channel);
            polled.poll(POLL);
            polled.miro.limits().scale(0.02);
            polled.poll(POLL);
            // A minute has 2,000 credits now; the connector's own posts use up nearly all of them.
            for (int i = 0; polled.statistics().remaining().orElseThrow() >= 200; i++) {
                polled.connector.post(polled.channel, Draft.of(Document.text("post " + i), "k-" + i));
            }
            long before = polled.requests(BOARD_READS) + polled.requests(LISTINGS);
            polled.poll(Duration.ofSeconds(20));

            assertThat(polled.statistics().remaining().orElseThrow()).isLessThan(200);
            assertThat(polled.requests(BOARD_READS) + polled.requests(LISTINGS) - before)
                    .as("reads although next to nothing is left")
                    .isZero();
        }
    }
}
