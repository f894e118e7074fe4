package dev.footbridge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunTest {

    private final Run run = new Run("run", 8, 4, 1);

    @Test
    void concurrentMessagesThatSwapAreRacedNotInverted() {
        run.sending(0, 10);
        run.sending(1, 11);
        run.posted(9, 30);
        run.posted(8, 31);
        run.answered(0, 200);
        run.answered(1, 200);

        assertThat(run.verdict()).isEqualTo(new Verdict(2, 0, 0, 0, 1, 0));
    }

    @Test
    void refusedMessageIsNoLossButWhatItMade() {
        run.sending(0, 10);
        run.answered(0, 503);

        assertThat(run.verdict()).isEqualTo(new Verdict(0, 0, 0, 0, 0, 1));
    }

    @Test
    void latencyRunsToTheFirstPostOfAMessage() {
        run.sending(0, 1_000);
        run.sending(1, 2_000);
        run.posted(8, 1_500);
        run.posted(9, 2_900);
        run.posted(8, 9_000);

        assertThat(run.latencies()).containsExactly(500, 900);
        assertThat(run.verdict().duplicates()).isEqualTo(1);
    }
}
