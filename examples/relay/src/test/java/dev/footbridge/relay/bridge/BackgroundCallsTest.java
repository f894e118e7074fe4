package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.RetryPolicy;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.testkit.fake.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BackgroundCallsTest {

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final ManualClock clock = ManualClock.at(START);
    private final Timers timers = new Timers(clock);
    private final BackgroundCalls calls = new BackgroundCalls(timers, Runnable::run, clock);
    private final List<Long> attempts = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @Test
    void pausesDoubleUpToTheirBoundByTheEnginesClock() {
        CompletableFuture<String> never = calls.untilItWorks(policy(), () -> {
            attempt();
            throw broken();
        });

        seconds(40);

        assertThat(attempts).containsExactly(0L, 1L, 3L, 7L, 15L, 23L, 31L, 39L);
        assertThat(failures).hasSize(8).containsOnly("broken");
        assertThat(never).isNotDone();
    }

    @Test
    void aDefectIsRepeatedLikeAnyFailureUntilItWorks() {
        CompletableFuture<String> done = calls.untilItWorks(policy(), () -> {
            attempt();
            if (attempts.size() < 3) {
                throw new IllegalStateException("secret content");
            }
            return "worked";
        });

        seconds(40);

        assertThat(done).isCompletedWithValue("worked");
        assertThat(attempts).containsExactly(0L, 1L, 3L);
        assertThat(failures).containsExactly("IllegalStateException", "IllegalStateException");
    }

    @Test
    void nothingStartsAfterTheStop() {
        calls.untilItWorks(policy(), () -> {
            attempt();
            throw broken();
        });
        seconds(2);
        calls.stop();
        seconds(40);

        assertThat(attempts).containsExactly(0L, 1L);
    }

    @Test
    void anInterruptedCallIsNeitherAFailureNorRepeated() {
        calls.untilItWorks(policy(), () -> {
            attempt();
            throw new InterruptedException();
        });
        seconds(40);

        assertThat(attempts).containsExactly(0L);
        assertThat(failures).isEmpty();
    }

    @Test
    void subscriptionsAreRenewedInTimeAndWaitAsLongAsThePlatformAsks() {
        Deque<Object> answers = new ArrayDeque<>(List.of(
                ConnectorException.throttled("slow_down", "slow down", Optional.of(Duration.ofSeconds(20))),
                broken(),
                START.plusSeconds(90),
                START.plusSeconds(95)));
        Subscriptions platform = (channels, address) -> {
            attempt();
            Object answer = answers.size() > 1 ? answers.remove() : answers.element();
            if (answer instanceof ConnectorException e) {
                throw e;
            }
            return (Instant) answer;
        };
        List<Long> covered = new ArrayList<>();
        SubscriptionKeeper keeper = new SubscriptionKeeper(
                calls,
                clock,
                connector ->
                        covered.add(Duration.between(START, clock.instant()).toSeconds()));
        keeper.keep(new SubscriptionKeeper.Kept("acme", platform, Set.of(), URI.create("https://relay.example")));

        seconds(10);
        assertThat(keeper.failing()).containsEntry("acme", "slow_down");
        seconds(11);
        assertThat(keeper.failing()).containsEntry("acme", "broken");
        seconds(76);

        assertThat(keeper.failing()).isEmpty();
        assertThat(covered).as("once, when events begin to come").hasSize(1);
        // After a pause that was asked for comes the usual one; a time that has passed means once a second, not at
        // once.
        assertThat(attempts).startsWith(0L, 20L).contains(90L, 95L, 96L, 97L).hasSize(7);
    }

    private RetryPolicy<String> policy() {
        return BackgroundCalls.<String>policy(failure -> failures.add(BackgroundCalls.code(failure)))
                .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(8))
                .build();
    }

    private static ConnectorException broken() {
        return ConnectorException.unavailable(Effect.NOT_APPLIED, "broken", "it is broken", null);
    }

    private void attempt() {
        attempts.add(Duration.between(START, clock.instant()).toSeconds());
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            clock.advance(Duration.ofSeconds(1));
            timers.runDue();
        }
    }
}
