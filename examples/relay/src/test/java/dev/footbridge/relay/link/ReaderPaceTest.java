package dev.footbridge.relay.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReaderPaceTest {

    private static final long WINDOW = ReaderPace.WINDOW.toMillis();
    private static final int ENOUGH = ReaderPace.LEAST * 30;

    private final ReaderPace pace = new ReaderPace();

    @Test
    void halfAMinuteOfNothingIsTooSlow() {
        pace.waiting(1_000);

        assertThat(pace.isTooSlow(1_000 + WINDOW - 1)).isFalse();
        assertThat(pace.isTooSlow(1_000 + WINDOW)).isTrue();
    }

    @Test
    void aByteNowAndThenIsTooSlow() {
        for (long second = 0; second < 30; second++) {
            assertThat(pace.isTooSlow(second * 1_000)).isFalse();
            pace.waiting(second * 1_000);
            pace.took(15_999, (second + 1) * 1_000);
        }

        assertThat(pace.isTooSlow(30_000)).isTrue();
    }

    @Test
    void justEnoughIsEnoughForEver() {
        for (long second = 0; second < 600; second++) {
            pace.waiting(second * 1_000);
            pace.took(ReaderPace.LEAST, (second + 1) * 1_000);
            assertThat(pace.isTooSlow((second + 1) * 1_000)).isFalse();
        }
    }

    @Test
    void whoWasFastMayNotRestForLong() {
        pace.waiting(0);
        pace.took(ENOUGH, WINDOW);
        pace.waiting(WINDOW);

        assertThat(pace.isTooSlow(2 * WINDOW - 1)).isFalse();
        assertThat(pace.isTooSlow(2 * WINDOW)).isTrue();
    }

    @Test
    void aSlowSourceIsNotTheReadersFault() {
        pace.waiting(0);
        pace.took(1, 10);

        assertThat(pace.isTooSlow(100 * WINDOW)).isFalse();
    }
}
