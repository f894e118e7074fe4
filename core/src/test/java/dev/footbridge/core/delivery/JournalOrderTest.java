package dev.footbridge.core.delivery;

import static dev.footbridge.core.delivery.DeliveryFixture.GENERAL;
import static dev.footbridge.core.delivery.DeliveryFixture.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.delivery.FakePlatform.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JournalOrderTest {
    private final DeliveryFixture fixture = new DeliveryFixture(Duration.ofMillis(10), options -> options);

    @Test
    void sendsNothingBeforeTheIntentIsWritten() {
        fixture.post(GENERAL, "k");
        fixture.time.advance(Duration.ofMillis(9));
        assertThat(fixture.platform.calls).isEmpty();
        fixture.time.advance(Duration.ofMillis(1));

        assertThat(fixture.platform.calls).hasSize(1);
    }

    @Test
    void writesTheNextIntentWithoutWaitingForTheRecordBeforeIt() {
        CompletableFuture<Outcome> first = fixture.post(GENERAL, "a");
        CompletableFuture<Outcome> second = fixture.post(GENERAL, "b");
        fixture.time.advance(Duration.ofMillis(10));

        assertThat(fixture.journal.log).containsExactly("intent a", "recorded a", "intent b");
        assertThat(first).isNotDone();
        fixture.time.advance(Duration.ofMillis(10));
        assertThat(first).isDone();
        assertThat(fixture.platform.keys(GENERAL)).containsExactly("a", "b");
        assertThat(second).isNotDone();
    }

    @Test
    void voidsAnIntentThatCertainlyCameToNothing() {
        fixture.platform.next(Answer.down(), Answer.fails(Kind.REJECTED));
        fixture.post(GENERAL, "k");
        fixture.finish();

        assertThat(fixture.journal.log).containsExactly("intent k", "voided k", "intent k", "voided k");
        assertThat(fixture.journal.intents).isEmpty();
    }

    @Test
    void voidsTheIntentOfAPostThatClosingHeldBack() {
        CompletableFuture<Outcome> outcome = fixture.post(GENERAL, "k");
        fixture.time.settle();
        fixture.delivery.close();
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(outcome.getNow(null)).isEqualTo(new Outcome.Expired("closed"));
        assertThat(fixture.journal.log).containsExactly("intent k", "voided k");
        assertThat(fixture.platform.calls).isEmpty();
    }

    @Test
    void stopsTheLaneWhoseJournalFailedAndNoOther() {
        fixture.journal.failure = Optional.of(new IllegalStateException("disk full"));
        CompletableFuture<Outcome> failed = fixture.post(GENERAL, "a");
        fixture.time.settle();
        fixture.journal.failure = Optional.empty();
        CompletableFuture<Outcome> stuck = fixture.post(GENERAL, "b");
        CompletableFuture<Outcome> other = fixture.post(RANDOM, "c");
        fixture.finish();

        assertThat(failed).isCompletedExceptionally();
        assertThat(other.getNow(null)).isInstanceOf(Outcome.Delivered.class);
        assertThat(stuck).isNotDone();
        assertThat(fixture.events).contains("broken");
        assertThat(fixture.platform.keys(GENERAL)).isEmpty();
        fixture.delivery.close();
        fixture.time.settle();
        assertThat(stuck.getNow(null)).isEqualTo(new Outcome.Expired("closed"));
    }

    @Test
    void stopsTheLaneWhoseRecordCannotBeWritten() {
        CompletableFuture<Outcome> failed = fixture.post(GENERAL, "a");
        fixture.time.settle();
        fixture.journal.failure = Optional.of(new IllegalStateException("disk full"));
        CompletableFuture<Outcome> stuck = fixture.post(GENERAL, "b");
        fixture.finish();

        assertThat(failed).isCompletedExceptionally();
        assertThat(stuck.isDone() && !stuck.isCompletedExceptionally()).isFalse();
        assertThat(fixture.platform.keys(GENERAL)).containsExactly("a");
    }

    @Test
    void forgetsALaneOnlyWhenEverythingIsWritten() {
        CompletableFuture<Outcome> first = fixture.post(GENERAL, "a");
        fixture.time.advance(Duration.ofMillis(10));
        CompletableFuture<Outcome> second = fixture.post(GENERAL, "b");
        fixture.finish();

        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(fixture.journal.records).containsOnlyKeys("a", "b");
    }
}
