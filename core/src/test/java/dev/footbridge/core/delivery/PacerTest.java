package dev.footbridge.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.delivery.FakePlatform.Answer;
import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PacerTest {
    private final DeliveryFixture fixture = new DeliveryFixture();

    @Test
    void usesTheWholeRateAndNeverMore() {
        for (RateLimit limit : List.of(
                new RateLimit("l", 1, Duration.ofSeconds(1), 1),
                new RateLimit("l", 50, Duration.ofMinutes(1), 10),
                new RateLimit("l", 20, Duration.ofSeconds(1), 20),
                new RateLimit("l", 3, Duration.ofSeconds(7), 2),
                new RateLimit("l", 100_000, Duration.ofMinutes(1), 500))) {
            List<Long> calls = calls(limit, 4_000);
            long period = limit.period().toNanos();
            for (int i = limit.permits(); i < calls.size(); i++) {
                assertThat(calls.get(i) - calls.get(i - limit.permits()))
                        .as("%s", limit)
                        .isGreaterThanOrEqualTo(period);
            }
            long last = calls.get(calls.size() - 1);
            double allowed = limit.permits() * (double) last / period;
            assertThat(calls.size()).as("%s", limit).isGreaterThanOrEqualTo((int) (allowed * 0.99));
        }
    }

    @Test
    void allowsTheBurstAfterAPauseOnly() {
        RateBucket bucket = new RateBucket(new RateLimit("l", 10, Duration.ofSeconds(10), 3));
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.slot(0)).isZero();
            bucket.take(0);
        }
        assertThat(bucket.slot(0)).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void keepsAllLimitsAtOnceWithoutWastingTheSharedOne() {
        ChannelId[] channels = new ChannelId[8];
        for (int i = 0; i < channels.length; i++) {
            channels[i] = FakePlatform.channel("c" + i);
        }
        fixture.platform.limits = channel -> List.of(
                new RateLimit("all", 4, Duration.ofSeconds(1), 1),
                new RateLimit(channel.value(), 1, Duration.ofSeconds(1), 1));
        for (int i = 0; i < 400; i++) {
            fixture.post(channels[i % 8], "k" + i);
        }
        fixture.finish();

        List<Instant> all = times(fixture.platform.calls);
        assertThat(all).hasSize(400);
        assertApart(all, 4, Duration.ofSeconds(1));
        for (ChannelId channel : channels) {
            assertApart(
                    times(fixture.platform.calls.stream()
                            .filter(call -> call.channel().equals(channel))
                            .toList()),
                    1,
                    Duration.ofSeconds(1));
        }
        assertThat(Duration.between(all.get(0), all.get(399))).isLessThan(Duration.ofSeconds(102));
    }

    @Test
    void slowsDownEverybodyWhoSharesAnExhaustedLimit() {
        fixture.platform.limits = channel -> List.of(new RateLimit("all", 100, Duration.ofSeconds(1), 100));
        fixture.platform.next(Answer.throttled(Duration.ofSeconds(10)));
        fixture.post(FakePlatform.channel("a"), "a");
        fixture.time.settle();
        CompletableFuture<Outcome> other = fixture.post(FakePlatform.channel("b"), "b");
        fixture.time.advance(Duration.ofMillis(9_999));
        assertThat(other).isNotDone();
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(other).isDone();
    }

    @Test
    void blamesTheChannelsOwnLimitUntilASecondChannelHasTheSameTrouble() {
        fixture.platform.limits = channel -> List.of(
                new RateLimit("all", 100, Duration.ofSeconds(1), 100),
                new RateLimit(channel.value(), 1, Duration.ofSeconds(1), 1));
        fixture.platform.next(Answer.throttled(Duration.ofSeconds(10)));
        fixture.post(FakePlatform.channel("a"), "a");
        fixture.time.settle();
        CompletableFuture<Outcome> second = fixture.post(FakePlatform.channel("b"), "b");
        fixture.time.settle();
        assertThat(second).isDone();

        fixture.platform.next(Answer.throttled(Duration.ofSeconds(10)));
        fixture.post(FakePlatform.channel("c"), "c");
        fixture.time.settle();
        CompletableFuture<Outcome> third = fixture.post(FakePlatform.channel("d"), "d");
        fixture.time.advance(Duration.ofSeconds(9));
        assertThat(third).isNotDone();
    }

    @Test
    void standsAClockThatIsSetBack() {
        fixture.platform.limits = channel -> List.of(new RateLimit("all", 1, Duration.ofSeconds(1), 1));
        fixture.post(DeliveryFixture.GENERAL, "a");
        fixture.time.settle();
        SteadyTime steady = new SteadyTime(fixture.time.clock());
        long before = steady.nanos();
        fixture.time.jump(Duration.ofMinutes(-10));
        assertThat(steady.nanos()).isEqualTo(before);
        CompletableFuture<Outcome> outcome = fixture.post(DeliveryFixture.GENERAL, "b");
        fixture.time.advance(Duration.ofSeconds(2));

        assertThat(outcome).isDone();
    }

    @Test
    void countsReadsAgainstTheSameLimits() throws Exception {
        fixture.platform.limits = channel -> List.of(new RateLimit("all", 1, Duration.ofMinutes(1), 1));
        PacedCalls reads = fixture.delivery.reads();
        assertThat(reads.call(Verb.READ, DeliveryFixture.GENERAL, () -> "read")).isEqualTo("read");
        CompletableFuture<Outcome> post = fixture.post(DeliveryFixture.GENERAL, "k");
        fixture.time.advance(Duration.ofSeconds(59));
        assertThat(post).isNotDone();
        fixture.time.advance(Duration.ofSeconds(1));
        assertThat(post).isDone();

        assertThat(failure(() -> reads.call(Verb.READ, DeliveryFixture.GENERAL, () -> "read")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.THROTTLED))
                .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(1)));
    }

    @Test
    void stopsReadsTogetherWithTheLanesWhenCredentialsAreRefused() {
        PacedCalls reads = fixture.delivery.reads();
        ConnectorException refused = ConnectorException.of(Kind.UNAUTHORIZED, "invalid_auth", "no");
        int[] calls = {0};
        for (int i = 0; i < 3; i++) {
            assertThat(failure(() -> reads.call(Verb.READ, DeliveryFixture.GENERAL, () -> {
                        calls[0]++;
                        throw refused;
                    })))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAUTHORIZED));
        }
        CompletableFuture<Outcome> post = fixture.post(DeliveryFixture.GENERAL, "k");
        fixture.time.settle();

        assertThat(calls[0]).isEqualTo(1);
        assertThat(post).isNotDone();
        fixture.delivery.resume(FakePlatform.WORKSPACE);
        fixture.time.settle();
        assertThat(post).isDone();
    }

    @Test
    void aPeriodBeginsWhenThePlatformHasCertainlyCountedTheCall() {
        RateBucket bucket = new RateBucket(new RateLimit("l", 1, Duration.ofSeconds(1), 1));
        int index = bucket.take(0);
        bucket.returned(index, bucket.at(index), Duration.ofMillis(80).toNanos());

        assertThat(bucket.slot(0)).isEqualTo(Duration.ofMillis(1_080).toNanos());
    }

    @Test
    void aCallThatReturnsLateSaysNothingAboutLaterOnes() {
        RateBucket bucket = new RateBucket(new RateLimit("l", 1, Duration.ofSeconds(1), 1));
        int first = bucket.take(0);
        long remembered = bucket.at(first);
        bucket.take(Duration.ofSeconds(1).toNanos());
        bucket.returned(first, remembered, Duration.ofSeconds(9).toNanos());

        assertThat(bucket.slot(0)).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void forgetsIdleLimits() {
        RateBucket bucket = new RateBucket(new RateLimit("l", 2, Duration.ofSeconds(1), 1));
        bucket.take(0);
        assertThat(bucket.isIdle(Duration.ofMillis(999).toNanos())).isFalse();
        assertThat(bucket.isIdle(Duration.ofSeconds(1).toNanos())).isTrue();
    }

    private static ConnectorException failure(PlatformCall<?> call) {
        try {
            call.run();
            throw new AssertionError("no failure");
        } catch (ConnectorException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Times of calls of somebody who always calls as soon as possible, with pauses now and then. */
    private static List<Long> calls(RateLimit limit, int count) {
        RateBucket bucket = new RateBucket(limit);
        List<Long> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long now = bucket.slot(out.isEmpty() ? 0 : out.get(i - 1));
            bucket.take(now);
            out.add(now);
        }
        return out;
    }

    private static List<Instant> times(List<FakePlatform.Call> calls) {
        return calls.stream().map(FakePlatform.Call::at).sorted().toList();
    }

    private static void assertApart(List<Instant> times, int permits, Duration period) {
        for (int i = permits; i < times.size(); i++) {
            assertThat(Duration.between(times.get(i - permits), times.get(i))).isGreaterThanOrEqualTo(period);
        }
    }

    @Test
    void neverAllowsMoreThanTheLimitForRandomCallers() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int permits = 1 + random.nextInt(20);
            RateLimit limit =
                    new RateLimit("l", permits, Duration.ofSeconds(1 + random.nextInt(9)), 1 + random.nextInt(25));
            RateBucket bucket = new RateBucket(limit);
            List<Long> calls = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 200; i++) {
                now += random.nextInt(4) == 0 ? (long) (random.nextDouble() * 3e9) : 0;
                now = Math.max(now, bucket.slot(now));
                bucket.take(now);
                calls.add(now);
            }
            for (int i = permits; i < calls.size(); i++) {
                assertThat(calls.get(i) - calls.get(i - permits))
                        .as("seed %s round %s", seed, round)
                        .isGreaterThanOrEqualTo(limit.period().toNanos());
            }
        }
    }
}
