package dev.footbridge.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManualSchedulerTest {

    private final ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final List<String> ran = new ArrayList<>();

    private void note(String what) {
        ran.add(what + "@"
                + Duration.between(Instant.parse("2026-01-01T00:00:00Z"), clock.instant())
                        .toSeconds());
    }

    @Test
    void tasks_run_in_order_of_time_each_at_its_own_time() {
        scheduler.schedule(() -> note("late"), 5, TimeUnit.SECONDS);
        scheduler.schedule(() -> note("early"), 2, TimeUnit.SECONDS);
        scheduler.execute(() -> note("now"));
        scheduler.advance(Duration.ofSeconds(4));
        assertThat(ran).containsExactly("now@0", "early@2");
        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:04Z");
        scheduler.advance(Duration.ofSeconds(4));
        assertThat(ran).containsExactly("now@0", "early@2", "late@5");
    }

    @Test
    void tasks_of_the_same_time_run_in_order_of_submission() {
        for (int i = 0; i < 20; i++) {
            String name = "task" + i;
            scheduler.schedule(() -> ran.add(name), 1, TimeUnit.SECONDS);
        }
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(ran).hasSize(20).startsWith("task0", "task1", "task2").endsWith("task19");
    }

    @Test
    void a_task_may_schedule_another_that_is_due_on_the_way() {
        scheduler.schedule(() -> scheduler.schedule(() -> note("second"), 1, TimeUnit.SECONDS), 1, TimeUnit.SECONDS);
        scheduler.advance(Duration.ofSeconds(3));
        assertThat(ran).containsExactly("second@2");
    }

    @Test
    void periodic_tasks_repeat_until_cancelled() {
        ScheduledFuture<?> ticking = scheduler.scheduleAtFixedRate(() -> note("tick"), 1, 2, TimeUnit.SECONDS);
        scheduler.advance(Duration.ofSeconds(6));
        assertThat(ran).containsExactly("tick@1", "tick@3", "tick@5");
        ticking.cancel(false);
        scheduler.advance(Duration.ofSeconds(6));
        assertThat(ran).hasSize(3);
        assertThat(scheduler.waiting()).isZero();
    }

    @Test
    void a_result_is_there_once_its_time_has_come() throws Exception {
        ScheduledFuture<String> future = scheduler.schedule(() -> "done", 3, TimeUnit.SECONDS);
        assertThat(future.getDelay(TimeUnit.SECONDS)).isEqualTo(3);
        scheduler.advance(Duration.ofSeconds(2));
        assertThat(future.isDone()).isFalse();
        scheduler.advance(Duration.ofSeconds(1));
        assertThat(future.get()).isEqualTo("done");
    }

    @Test
    void after_shutdown_nothing_runs_and_nothing_is_taken() {
        scheduler.schedule(() -> note("never"), 1, TimeUnit.SECONDS);
        assertThat(scheduler.shutdownNow()).hasSize(1);
        scheduler.advance(Duration.ofSeconds(2));
        assertThat(ran).isEmpty();
        assertThatThrownBy(() -> scheduler.execute(() -> note("never"))).isInstanceOf(RejectedExecutionException.class);
        assertThat(scheduler.isTerminated()).isTrue();
    }

    @Test
    void a_clock_in_another_zone_has_the_same_hands() {
        var tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofHours(1));
        assertThat(tokyo.instant()).isEqualTo("2026-01-01T01:00:00Z");
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
