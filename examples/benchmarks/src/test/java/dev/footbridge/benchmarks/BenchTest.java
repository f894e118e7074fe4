package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.benchmarks.FakeRelay.Habit;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults planted into a relay of our own must be counted, each as what it is. */
@Timeout(60)
class BenchTest {

    private static final int CHANNELS = 4;
    private static final int MESSAGES = 400;

    private final Stubs stubs = new Stubs(CHANNELS, Clock.systemUTC(), 0);

    @AfterEach
    void close() {
        stubs.close();
    }

    private List<Figures> measure(Plan plan, String secret, Habit habit) throws Exception {
        try (FakeRelay relay = new FakeRelay(secret, stubs.graph().graphUrl(), habit)) {
            PrintWriter silent = new PrintWriter(Writer.nullWriter());
            Load load = Bench.load(relay.webhook(), stubs.slackMessages());
            return new Bench(plan, stubs.runs(), stubs.graph(), load, OptionalLong.empty(), silent, 2_000_000_000L)
                    .run();
        }
    }

    private static Plan flood(boolean inOrder) {
        return new Plan(CHANNELS, 16, inOrder, 0, MESSAGES, 1, 20, 0, 50, 0, false);
    }

    private Report report(List<Figures> figures) {
        return new Report(Map.of(), figures, stubs.runs().strays(), Map.of());
    }

    @Test
    void faithfulRelayHasNoFault() throws Exception {
        List<Figures> figures = measure(flood(false), World.SIGNING_SECRET, (nth, event, poster) -> poster.post(event));

        Verdict verdict = figures.get(0).verdict();
        assertThat(verdict.crossed()).isEqualTo(MESSAGES);
        assertThat(verdict.isCorrect()).isTrue();
        assertThat(verdict.refused()).isZero();
        assertThat(figures.get(0).p50())
                .isPositive()
                .isLessThanOrEqualTo(figures.get(0).p99());
        assertThat(report(figures).isCorrect()).isTrue();
    }

    @Test
    void everyLostMessageIsCounted() throws Exception {
        List<Figures> figures = measure(flood(false), World.SIGNING_SECRET, (nth, event, poster) -> {
            if (nth % 10 != 3) {
                poster.post(event);
            }
        });

        assertThat(figures.get(0).verdict().losses()).isEqualTo(MESSAGES / 10);
        assertThat(report(figures).isCorrect()).isFalse();
    }

    @Test
    void everySecondPostIsCounted() throws Exception {
        List<Figures> figures = measure(flood(false), World.SIGNING_SECRET, (nth, event, poster) -> {
            poster.post(event);
            if (nth % 10 == 3) {
                poster.post(event);
                poster.post(event);
            }
        });

        assertThat(figures.get(0).verdict().duplicates()).isEqualTo(2 * MESSAGES / 10);
        assertThat(figures.get(0).verdict().inversions()).isZero();
        assertThat(report(figures).isCorrect()).isFalse();
    }

    @Test
    void everyOvertakingOfAnAcknowledgedMessageIsAnInversion() throws Exception {
        Map<Thread, Deque<byte[]>> held = new ConcurrentHashMap<>();
        List<Figures> figures = measure(flood(true), World.SIGNING_SECRET, (nth, event, poster) -> {
            Deque<byte[]> late = held.computeIfAbsent(Thread.currentThread(), key -> new ArrayDeque<>());
            if (nth % 10 == 3) {
                late.add(event);
                return;
            }
            poster.post(event);
            while (!late.isEmpty()) {
                poster.post(late.poll());
            }
        });

        assertThat(figures.get(0).verdict().inversions()).isEqualTo(MESSAGES / 10);
        assertThat(figures.get(0).verdict().losses()).isZero();
        assertThat(report(figures).isCorrect()).isFalse();
    }

    @Test
    void wronglySignedEventsCrossNothing() throws Exception {
        List<Figures> figures = measure(flood(false), "another secret", (nth, event, poster) -> poster.post(event));

        assertThat(figures.get(0).verdict().refused()).isEqualTo(MESSAGES);
        assertThat(figures.get(0).verdict().losses()).isZero();
        assertThat(report(figures).isCorrect()).isFalse();
    }

    @Test
    void postToTheWrongChannelIsAStray() throws Exception {
        List<Figures> figures = measure(flood(true), World.SIGNING_SECRET, (nth, event, poster) -> {
            poster.post(nth == 7 ? Runs.renumbered(event, Runs.digits(event), 1 + numberIn(event)) : event);
        });

        assertThat(stubs.runs().strays()).isEqualTo(CHANNELS);
        assertThat(report(figures).isCorrect()).isFalse();
    }

    private static int numberIn(byte[] event) {
        return Integer.parseInt(new String(event, Runs.digits(event), 7));
    }

    @Test
    void steadyAndDelayedRunsAndTheBareClientAreMeasuredToo() throws Exception {
        Plan plan = new Plan(CHANNELS, 16, false, 40, 200, 1, 200, 1, 10, 80, true);
        List<Figures> figures = measure(plan, World.SIGNING_SECRET, (nth, event, poster) -> poster.post(event));

        assertThat(figures)
                .extracting(Figures::name)
                .containsExactly(
                        "warm-up",
                        "flood",
                        "200 messages/s",
                        "flood, 10 ms per call",
                        "bare warm-up",
                        "bare client, 1 per channel",
                        "bare client, 16 at once",
                        "bare client, 10 ms per call");
        assertThat(figures).allMatch(one -> one.verdict().crossed() == one.messages());
        Figures steady = figures.get(2);
        assertThat(steady.perSecond()).isPositive().isLessThan(215);
        Figures delayed = figures.get(3);
        assertThat(delayed.idealPerSecond()).isEqualTo(CHANNELS * 100.0);
        assertThat(delayed.perSecond()).isLessThan(CHANNELS * 100.0 * 1.1);
        var json = new ObjectMapper().readTree(report(figures).json());
        assertThat(json.path("correct").asBoolean()).isTrue();
        assertThat(json.path("runs")).hasSize(8);
        assertThat(report(figures).table()).contains("| flood, 10 ms per call ").contains("of ideal");
    }
}
