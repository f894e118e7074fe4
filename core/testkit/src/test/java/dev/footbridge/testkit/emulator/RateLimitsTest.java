package dev.footbridge.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final Limit ONE_A_SECOND = new Limit("posts", 1, Duration.ofSeconds(1), 2);

    private final SteppingClock clock = new SteppingClock();
    private final RateLimits limits = new RateLimits(clock);

    @Test
    void switchedOffNothingIsLimited() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.acquire("c", ONE_A_SECOND)).isEmpty();
        }
    }

    @Test
    void allowsTheBurstThenSaysHowLongToWait() {
        limits.enabled(true);

        assertThat(limits.acquire("c", ONE_A_SECOND)).isEmpty();
        assertThat(limits.acquire("c", ONE_A_SECOND)).isEmpty();
        assertThat(limits.acquire("c", ONE_A_SECOND)).contains(Duration.ofSeconds(1));
        clock.pass(Duration.ofMillis(600));
        assertThat(limits.acquire("c", ONE_A_SECOND)).contains(Duration.ofMillis(400));
        clock.pass(Duration.ofMillis(400));
        assertThat(limits.acquire("c", ONE_A_SECOND)).isEmpty();
        assertThat(limits.refusals()).containsEntry("posts", 2L);
    }

    @Test
    void countsRefusalsOfLimitsThatAnEmulatorKeepsItself() {
        limits.refused("credits");
        limits.refused("credits");
        assertThat(limits.refusals()).containsEntry("credits", 2L);
        limits.reset();
        assertThat(limits.refusals()).isEmpty();
    }

    @Test
    void keysAndLimitsDoNotShareBuckets() {
        limits.enabled(true);
        Limit other = new Limit("reads", 1, Duration.ofSeconds(1), 1);
        limits.acquire("c1", ONE_A_SECOND);
        limits.acquire("c1", ONE_A_SECOND);

        assertThat(limits.acquire("c2", ONE_A_SECOND)).isEmpty();
        assertThat(limits.acquire("c1", other)).isEmpty();
        assertThat(limits.acquire("c1", ONE_A_SECOND)).isPresent();
    }

    @Test
    void theScaleMakesEveryLimitFaster() {
        limits.enabled(true);
        limits.scale(10);
        for (int i = 0; i < 20; i++) {
            assertThat(limits.acquire("c", ONE_A_SECOND)).isEmpty();
        }

        assertThat(limits.acquire("c", ONE_A_SECOND)).contains(Duration.ofMillis(100));
        assertThatThrownBy(() -> limits.scale(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aClockThatGoesBackGivesNothingAway() {
        limits.enabled(true);
        limits.acquire("c", ONE_A_SECOND);
        limits.acquire("c", ONE_A_SECOND);
        clock.pass(Duration.ofHours(-1));

        assertThat(limits.acquire("c", ONE_A_SECOND)).contains(Duration.ofSeconds(1));
    }

    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
