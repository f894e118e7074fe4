package dev.footbridge.core.delivery;

import static dev.footbridge.core.delivery.DeliveryFixture.GENERAL;
import static dev.footbridge.core.delivery.DeliveryFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.FakePlatform.Answer;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LaneDeliveryTest {
    private final DeliveryFixture fixture = new DeliveryFixture();
    private final FakePlatform platform = fixture.platform;
    private final VirtualTime time = fixture.time;

    @Test
    void deliversInTheOrderOfSubmission() {
        for (int i = 0; i < 50; i++) {
            fixture.post(GENERAL, "k" + i);
        }
        time.settle();

        assertThat(platform.keys(GENERAL))
                .hasSize(50)
                .startsWith("k0", "k1", "k2")
                .endsWith("k49");
    }

    @Test
    void resolvesAnOperationOnlyWhenEverythingBeforeItIsDone() {
        List<Integer> postedBefore = new ArrayList<>();
        platform.next(Answer.down());
        fixture.post(GENERAL, "first");
        fixture.delivery.submit(Posts.of(GENERAL, "second", () -> {
            postedBefore.add(platform.messages.size());
            return List.of();
        }));
        fixture.finish();

        assertThat(postedBefore).containsExactly(1);
    }

    @Test
    void completesAnOperationWithoutActions() {
        assertThat(outcome(Posts.of(GENERAL, "none"))).isEqualTo(new Outcome.Delivered(List.of()));
    }

    @Test
    void tellsTheIdsOfAllParts() {
        Action.Post one = new Action.Post("k-1", Posts.draft("k-1", "one"), Optional.empty());
        Action.Post two = new Action.Post("k-2", Posts.draft("k-2", "two"), Optional.empty());

        assertThat(outcome(Posts.of(GENERAL, "k", one, two)))
                .isEqualTo(new Outcome.Delivered(List.of(platform.idOf("k-1"), platform.idOf("k-2"))));
    }

    @Test
    void waitsAsLongAsThePlatformAsksWhileOtherLanesGoOn() {
        platform.next(Answer.throttled(Duration.ofSeconds(30)));
        CompletableFuture<Outcome> slow = fixture.post(GENERAL, "slow");
        CompletableFuture<Outcome> behind = fixture.post(GENERAL, "behind");
        time.settle();
        List<CompletableFuture<Outcome>> others = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            others.add(fixture.post(FakePlatform.channel("other" + i), "o" + i));
        }
        time.advance(Duration.ofMillis(29_999));

        assertThat(others).allMatch(CompletableFuture::isDone);
        assertThat(slow).isNotDone();
        time.advance(Duration.ofMillis(1));
        assertThat(slow).isDone();
        assertThat(behind).isDone();
        assertThat(platform.keys(GENERAL)).containsExactly("slow", "behind");
    }

    @Test
    void boundsAbsurdWaits() {
        platform.next(
                Answer.throttled(Duration.ofDays(3_650)),
                Answer.throttled(Duration.ZERO),
                Answer.throttled(Duration.ofSeconds(-5)),
                Answer.throttled(Duration.ofNanos(1)));
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        time.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(platform.calls).hasSize(1);

        time.advance(Duration.ofMillis(1));
        time.advance(Duration.ofMinutes(3));
        assertThat(outcome).isDone();
        assertThat(platform.calls).hasSize(5);
    }

    @Test
    void backsOffMoreAndMoreFromAPlatformThatIsDown() {
        platform.otherwise = verb -> Answer.down();
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        time.advance(Duration.ofHours(1));
        int inFirstHour = platform.calls.size();

        // On average half a minute apart once the bound is reached.
        assertThat(inFirstHour).isBetween(60, 260);
        platform.otherwise = verb -> Answer.OK;
        time.advance(Duration.ofMinutes(1));
        assertThat(outcome.getNow(null)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void givesUpAfterADayButNotWithoutAnAttempt() {
        platform.otherwise = verb -> Answer.down();
        CompletableFuture<Outcome> first = fixture.post(GENERAL, "first");
        CompletableFuture<Outcome> second = fixture.post(GENERAL, "second");
        time.advance(Duration.ofHours(24));

        assertThat(first.getNow(null)).isInstanceOf(Outcome.Expired.class);
        assertThat(second.getNow(null)).isInstanceOf(Outcome.Expired.class);
        assertThat(fixture.journal.intents).isEmpty();
        platform.otherwise = verb -> Answer.OK;
        assertThat(outcome(Posts.post(GENERAL, "third", "x"))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void refusesAtOnceAndGoesOn() {
        for (Kind kind : List.of(Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.REJECTED, Kind.UNSUPPORTED)) {
            platform.next(Answer.fails(kind));
            CompletableFuture<Outcome> refused = fixture.post(GENERAL, "refused" + kind.ordinal());
            CompletableFuture<Outcome> following = fixture.post(GENERAL, "next" + kind.ordinal());
            time.settle();

            assertThat(refused.getNow(null))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            outcome -> assertThat(outcome.reason().kind()).isEqualTo(kind));
            assertThat(following.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(fixture.journal.intents).isEmpty();
    }

    @Test
    void tellsWhichPartsStandWhenALaterOneIsRefused() {
        platform.next(Answer.OK, Answer.fails(Kind.REJECTED));
        Action.Post one = new Action.Post("k-1", Posts.draft("k-1", "one"), Optional.empty());
        Action.Post two = new Action.Post("k-2", Posts.draft("k-2", "two"), Optional.empty());

        assertThat(outcome(Posts.of(GENERAL, "k", one, two)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.posted()).containsExactly(platform.idOf("k-1")));
    }

    @Test
    void treatsAFailureToResolveLikeAFailedCall() {
        List<ConnectorException> failures = new ArrayList<>(List.of(
                ConnectorException.throttled("paced", "wait", Optional.of(Duration.ofSeconds(3))),
                ConnectorException.unavailable(ConnectorException.Effect.UNKNOWN, "down", "down", null)));
        Outbound flaky = Posts.of(GENERAL, "flaky", () -> {
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            return List.of();
        });
        assertThat(outcome(flaky)).isInstanceOf(Outcome.Delivered.class);
        assertThat(time.elapsed()).isGreaterThan(Duration.ofSeconds(3));

        assertThat(outcome(Posts.of(GENERAL, "gone", () -> {
                    throw ConnectorException.of(Kind.NOT_FOUND, "gone", "the source is gone");
                })))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(outcome(Posts.of(GENERAL, "defect", () -> {
                    throw new IllegalStateException("secret content");
                })))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason())
                                .hasMessageNotContaining("secret")
                                .hasNoCause());
    }

    @Test
    void triesARepeatableCallAgainWithoutLooking() {
        platform.next(Answer.lost(), Answer.lost());
        MessageId message = platform.store(GENERAL, "k", "text", time.now());

        assertThat(outcome(Posts.of(GENERAL, "k", new Action.Remove(message)))).isInstanceOf(Outcome.Delivered.class);
        assertThat(platform.count(Verb.REMOVE)).isEqualTo(3);
        assertThat(platform.count(Verb.READ)).isZero();
        assertThat(platform.messages).isEmpty();
    }

    @Test
    void refusesWhatTheConnectorCannotDo() {
        MessageId message = platform.store(GENERAL, "k", "text", time.now());

        for (Action action : List.of(
                new Action.Edit(message, Posts.draft("k", "new")),
                new Action.React(message, Emoji.unicode("👍")),
                new Action.Unreact(message, Emoji.unicode("👍")))) {
            assertThat(outcome(Posts.of(GENERAL, "k", action)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.reason().kind()).isEqualTo(Kind.UNSUPPORTED));
        }
    }

    @Test
    void pausesTheWholeWorkspaceWhenItsCredentialsAreRefused() {
        platform.credentialsWork = false;
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(fixture.post(FakePlatform.channel("c" + i), "k" + i));
            time.settle();
        }
        time.advance(Duration.ofHours(48));

        assertThat(platform.calls).hasSize(1);
        assertThat(platform.checks).isBetween(190, 192);
        assertThat(fixture.events).containsOnlyOnce("paused").doesNotContain("resumed");
        platform.credentialsWork = true;
        time.advance(Duration.ofMinutes(15));
        assertThat(outcomes).allMatch(outcome -> outcome.getNow(null) instanceof Outcome.Delivered);
        assertThat(fixture.events).contains("resumed");
    }

    @Test
    void doesNotCountThePauseAgainstTheTimeOfAnOperation() {
        platform.credentialsWork = false;
        CompletableFuture<Outcome> paused = fixture.post(GENERAL, "k");
        time.advance(Duration.ofHours(72));
        platform.credentialsWork = true;
        platform.next(Answer.down(), Answer.down());
        time.advance(Duration.ofHours(1));
        assertThat(paused.getNow(null)).isInstanceOf(Outcome.Delivered.class);

        platform.otherwise = verb -> Answer.down();
        CompletableFuture<Outcome> later = fixture.post(GENERAL, "later");
        time.advance(Duration.ofHours(24));
        assertThat(later.getNow(null)).isInstanceOf(Outcome.Expired.class);
    }

    @Test
    void goesOnAtOnceWhenTheOperatorSaysSo() {
        platform.credentialsWork = false;
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        time.advance(Duration.ofMinutes(1));
        platform.credentialsWork = true;
        fixture.delivery.resume(FakePlatform.WORKSPACE);
        time.settle();

        assertThat(outcome.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(platform.checks).isZero();
    }

    @Test
    void waitsSlowlyWhenTheSourcesCredentialsAreRefused() {
        int[] tries = {0};
        Outbound outbound = Posts.of(GENERAL, "k", () -> {
            if (tries[0]++ < 2) {
                throw ConnectorException.of(Kind.UNAUTHORIZED, "invalid_auth", "no");
            }
            return List.of();
        });
        CompletableFuture<Outcome> outcome = fixture.delivery.submit(outbound);
        CompletableFuture<Outcome> other = fixture.post(RANDOM, "other");
        time.advance(Duration.ofMinutes(29));
        assertThat(tries[0]).isEqualTo(2);
        assertThat(other).isDone();
        fixture.delivery.resume(FakePlatform.WORKSPACE);
        time.settle();

        assertThat(outcome).isDone();
    }

    @Test
    void failsEarlyForAWorkspaceWithoutConnector() {
        ChannelId elsewhere = new ChannelId(new WorkspaceId(new Platform("fake"), "other"), "c");

        assertThatThrownBy(() -> fixture.post(elsewhere, "k"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fake:other");
    }

    @Test
    void expiresWhatWaitsWhenItIsClosed() {
        platform.next(Answer.throttled(Duration.ofMinutes(1)));
        List<CompletableFuture<Outcome>> outcomes =
                List.of(fixture.post(GENERAL, "a"), fixture.post(GENERAL, "b"), fixture.post(RANDOM, "c"));
        time.settle();
        fixture.delivery.close();
        time.settle();
        CompletableFuture<Outcome> late = fixture.post(GENERAL, "late");

        assertThat(outcomes.get(0).getNow(null)).isEqualTo(new Outcome.Expired("closed"));
        assertThat(outcomes.get(1).getNow(null)).isEqualTo(new Outcome.Expired("closed"));
        assertThat(outcomes.get(2).getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(late.getNow(null)).isEqualTo(new Outcome.Expired("closed"));
        assertThat(time.isIdle()).isTrue();
        fixture.delivery.close();
    }

    @Test
    void leavesTheIntentOfADoubtfulPostWhenItIsClosed() {
        platform.next(Answer.lostButDone(Duration.ofSeconds(20)));
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        time.advance(Duration.ofSeconds(5));
        fixture.delivery.close();
        time.settle();

        assertThat(outcome.getNow(null)).isEqualTo(new Outcome.Expired("closed"));
        assertThat(fixture.journal.intents).containsOnlyKeys("k");
    }

    private Outcome outcome(Outbound outbound) {
        CompletableFuture<Outcome> outcome = fixture.delivery.submit(outbound);
        fixture.finish();
        return outcome.getNow(new Outcome.Expired("still running"));
    }
}
