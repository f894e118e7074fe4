package dev.footbridge.relay.bridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Short tasks for later, by the engine's clock; run by whoever calls {@link #runDue}. Safe for concurrent use. */
final class Timers {

    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private record Task(Instant due, long number, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final Clock clock;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long count;

    Timers(Clock clock) {
        this.clock = clock;
    }

    synchronized void after(Duration delay, Runnable action) {
        tasks.add(new Task(clock.instant().plus(delay), count++, action));
    }

    /** Now and then every so often. */
    void every(Duration period, Runnable action) {
        after(period, () -> {
            every(period, action);
            action.run();
        });
    }

    void runDue() {
        for (Task task = poll(); task != null; task = poll()) {
            try {
                task.action().run();
            } catch (RuntimeException e) {
                LOG.error("a scheduled task failed", e);
            }
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Task poll() {
        Task next = tasks.peek();
        return next == null || next.due().isAfter(clock.instant()) ? null : tasks.poll();
    }
}
