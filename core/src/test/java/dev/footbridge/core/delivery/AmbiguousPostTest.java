package dev.footbridge.core.delivery;

import static dev.footbridge.core.delivery.DeliveryFixture.GENERAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.DeliveryObserver.Ambiguity;
import dev.footbridge.core.delivery.FakePlatform.Answer;
import dev.footbridge.core.id.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AmbiguousPostTest {
    private static final Action.Attempt EARLIER = new Action.Attempt(1, VirtualTime.START, "");

    private DeliveryFixture fixture = new DeliveryFixture();

    @Test
    void adoptsAPostWhoseAnswerWasLost() {
        fixture.platform.next(Answer.lostButDone(Duration.ZERO));
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.time.advance(Duration.ofSeconds(2));

        assertThat(outcome.getNow(null)).isEqualTo(new Outcome.Delivered(List.of(fixture.platform.idOf("k"))));
        assertThat(fixture.platform.count(Verb.POST)).isEqualTo(1);
        assertThat(fixture.journal.records).containsEntry("k", fixture.platform.idOf("k"));
        assertThat(fixture.ambiguities).containsExactly(Ambiguity.FOUND);
    }

    @Test
    void adoptsAPostThatShowsUpLate() {
        fixture.platform.next(Answer.lostButDone(Duration.ofSeconds(25)));
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.time.advance(Duration.ofSeconds(29));
        assertThat(outcome).isNotDone();
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(outcome).isDone();
        assertThat(fixture.platform.count(Verb.POST)).isEqualTo(1);
        assertThat(fixture.platform.count(Verb.READ)).isEqualTo(3);
    }

    @Test
    void postsAgainOnlyAfterTheSettleTime() {
        fixture.platform.next(Answer.lost());
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.time.advance(Duration.ofMillis(29_999));
        assertThat(fixture.platform.count(Verb.POST)).isEqualTo(1);
        fixture.time.advance(Duration.ofMillis(1));

        assertThat(outcome.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(fixture.platform.keys(GENERAL)).containsExactly("k");
        assertThat(fixture.ambiguities).containsExactly(Ambiguity.RETRIED);
    }

    @Test
    void neverBelievesAnAbsenceBeforeThePlatformsOwnSettleTime() {
        fixture = new DeliveryFixture(Duration.ZERO, options -> options.settleSchedule(Duration.ofSeconds(1)));
        fixture.platform.next(Answer.lostButDone(Duration.ofSeconds(4)));
        fixture.post(GENERAL, "k");
        fixture.finish();

        assertThat(fixture.platform.keys(GENERAL)).containsExactly("k");
    }

    @Test
    void keepsTheOldestOfSeveralAndRemovesTheRest() {
        DeliveryFixture first = fixture;
        first.platform.next(Answer.lost());
        CompletableFuture<Outcome> outcome = first.post(GENERAL, "k");
        first.time.advance(Duration.ofSeconds(1));
        Instant now = first.time.now();
        MessageId younger = first.platform.store(GENERAL, "k", "text of k", now.plusMillis(2));
        MessageId oldest = first.platform.store(GENERAL, "k", "text of k", now.plusMillis(1));
        first.platform.next(Answer.OK, Answer.down());
        first.finish();

        assertThat(outcome.getNow(null)).isEqualTo(new Outcome.Delivered(List.of(oldest)));
        assertThat(first.platform.messages)
                .extracting(FakePlatform.Stored::id)
                .containsExactly(oldest)
                .doesNotContain(younger);
        assertThat(first.ambiguities).containsExactly(Ambiguity.FOUND, Ambiguity.DUPLICATE_REMOVED);
    }

    @Test
    void leavesADuplicateThatCannotBeRemoved() {
        fixture.platform.next(Answer.lost());
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.time.advance(Duration.ofSeconds(1));
        fixture.platform.store(GENERAL, "k", "text of k", fixture.time.now());
        fixture.platform.store(GENERAL, "k", "text of k", fixture.time.now());
        fixture.platform.next(Answer.OK, Answer.fails(Kind.FORBIDDEN));
        fixture.finish();

        assertThat(outcome.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(fixture.ambiguities).containsExactly(Ambiguity.FOUND, Ambiguity.DUPLICATE_LEFT);
    }

    @Test
    void doesNotAdoptTheSameTextOfAnotherPost() {
        fixture.delivery.submit(Posts.post(GENERAL, "before", "yes"));
        fixture.time.settle();
        fixture.platform.next(Answer.lost());
        fixture.delivery.submit(Posts.post(GENERAL, "k", "yes"));
        fixture.finish();

        assertThat(fixture.platform.keys(GENERAL)).containsExactly("before", "k");
    }

    @Test
    void doesNotAdoptAMessageWithAnotherKey() {
        fixture.platform.keepsKeys = true;
        fixture.platform.store(GENERAL, "foreign", "yes", fixture.time.now());
        fixture.platform.next(Answer.lost());
        fixture.delivery.submit(Posts.post(GENERAL, "k", "yes"));
        fixture.finish();

        assertThat(fixture.platform.keys(GENERAL)).containsExactly("foreign", "k");
    }

    @Test
    void asksAgainWhenTheChannelCannotBeReadForNow() {
        fixture.platform.next(
                Answer.lostButDone(Duration.ZERO), Answer.down(), Answer.throttled(Duration.ofSeconds(9)));
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.finish();

        assertThat(outcome.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(fixture.platform.count(Verb.POST)).isEqualTo(1);
    }

    @Test
    void decidesByPolicyWhenThePlatformCannotTell() {
        fixture.platform.canReadBack = false;
        fixture.platform.next(Answer.lostButDone(Duration.ZERO));
        CompletableFuture<Outcome> twice = fixture.post(GENERAL, "k");
        fixture.finish();
        assertThat(twice.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(fixture.platform.keys(GENERAL)).containsExactly("k", "k");
        assertThat(fixture.ambiguities).containsExactly(Ambiguity.RETRIED_BLINDLY);

        fixture = new DeliveryFixture(Duration.ZERO, options -> options.ambiguousPolicy(AmbiguousPolicy.PREFER_LOSS));
        fixture.platform.next(Answer.lost(), Answer.fails(Kind.FORBIDDEN));
        CompletableFuture<Outcome> lost = fixture.post(GENERAL, "k");
        CompletableFuture<Outcome> following = fixture.post(GENERAL, "following");
        fixture.finish();
        assertThat(lost.getNow(null)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(following.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(fixture.platform.keys(GENERAL)).containsExactly("following");
    }

    @Test
    void isUncertainWhenItsTimeIsOverBeforeAnybodyCanTell() {
        fixture.platform.otherwise = verb -> verb == Verb.POST ? Answer.lost() : Answer.down();
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.time.advance(Duration.ofHours(25));

        assertThat(outcome.getNow(null)).isInstanceOf(Outcome.Uncertain.class);
        assertThat(fixture.platform.count(Verb.POST)).isEqualTo(1);
    }

    @Test
    void findsThePostOfAnEarlierLifeByItsMark() {
        fixture.post(GENERAL, "other");
        fixture.time.settle();
        String mark = markOf("k");
        fixture.platform.store(GENERAL, "k", "text of k", fixture.time.now());
        CompletableFuture<Outcome> outcome = fixture.delivery.submit(
                // The content was edited since; what was posted carries the mark of the time.
                Posts.again(GENERAL, "k", "edited", new Action.Attempt(1, fixture.time.now(), mark)));
        fixture.time.settle();

        assertThat(outcome.getNow(null)).isEqualTo(new Outcome.Delivered(List.of(fixture.platform.idOf("k"))));
        assertThat(fixture.platform.count(Verb.POST)).isEqualTo(1);
    }

    @Test
    void postsWhatAnEarlierLifeDidNot() {
        CompletableFuture<Outcome> outcome = fixture.delivery.submit(Posts.again(GENERAL, "k", "text", EARLIER));
        fixture.time.advance(Duration.ofSeconds(29));
        assertThat(fixture.platform.count(Verb.POST)).isZero();
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(outcome.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(fixture.platform.keys(GENERAL)).containsExactly("k");
    }

    @Test
    void givesTheJournalOneStartForAllAttemptsInDoubt() {
        fixture.platform.next(Answer.lost(), Answer.OK, Answer.OK, Answer.OK, Answer.lost());
        fixture.post(GENERAL, "k");
        fixture.time.advance(Duration.ofSeconds(31));

        assertThat(fixture.journal.intents)
                .isEqualTo(Map.of("k", new Action.Attempt(2, VirtualTime.START, markOf("k"))));
    }

    @Test
    void looksAfterADefectOfTheConnectorButDoesNotTryAgain() {
        fixture.platform.otherwise = verb -> {
            if (verb == Verb.POST) {
                throw new IllegalStateException("content");
            }
            return Answer.OK;
        };
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.finish();

        assertThat(outcome.getNow(null))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).hasMessageNotContaining("content"));
        assertThat(fixture.platform.count(Verb.POST)).isEqualTo(1);
        assertThat(fixture.platform.count(Verb.READ)).isEqualTo(3);
        assertThat(fixture.journal.intents).isEmpty();
    }

    /** As the journal was given it. */
    private String markOf(String key) {
        DeliveryFixture probe = new DeliveryFixture();
        probe.platform.next(Answer.lost());
        probe.post(GENERAL, key);
        probe.time.settle();
        return probe.journal.intents.get(key).mark();
    }
}
