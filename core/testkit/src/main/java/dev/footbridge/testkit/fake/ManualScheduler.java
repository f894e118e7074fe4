package dev.footbridge.testkit.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler without threads: tasks run on the thread that calls {@link #advance} or {@link #runDue}, in the order of
 * their time and then of submission, and each sees the clock at its own time. Safe for concurrent submission.
 */
public final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final ManualClock clock;
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>();
    private long submitted;
    private boolean shutdown;

    /** A scheduler that advances this clock. */
    public ManualScheduler(ManualClock clock) {
        this.clock = clock;
    }

    /** Moves the clock, stopping at every task on the way to run it; tasks may schedule further ones. */
    public void advance(Duration duration) {
        Instant end = clock.instant().plus(duration);
        for (Task<?> task = poll(end); task != null; task = poll(end)) {
            if (task.due.isAfter(clock.instant())) {
                clock.set(task.due);
            }
            task.run();
        }
        clock.set(end);
    }

    /** Runs what is due now, also what such tasks submit; returns how many ran. */
    public int runDue() {
        int count = 0;
        for (Task<?> task = poll(clock.instant()); task != null; task = poll(clock.instant())) {
            task.run();
            count++;
        }
        return count;
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return tasks.size();
    }

    private synchronized @Nullable Task<?> poll(Instant end) {
        Task<?> next = tasks.peek();
        return next == null || next.due.isAfter(end) ? null : tasks.poll();
    }

    private synchronized <V> Task<V> add(Callable<V> work, long delay, long period, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("the scheduler is shut down");
        }
        Instant due = clock.instant().plusNanos(Math.max(0, unit.toNanos(delay)));
        Task<V> task = new Task<>(work, due, unit.toNanos(period), submitted++);
        tasks.add(task);
        return task;
    }

    private synchronized void again(Task<?> task) {
        if (!shutdown) {
            tasks.add(task);
        }
    }

    @Override
    public void execute(Runnable command) {
        add(asCallable(command), 0, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(asCallable(command), delay, 0, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, delay, 0, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        if (period <= 0) {
            throw new IllegalArgumentException("a period is positive");
        }
        return add(asCallable(command), initialDelay, period, unit);
    }

    /** The same as at a fixed rate: on this clock a task takes no time. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    private static Callable<@Nullable Object> asCallable(Runnable command) {
        return () -> {
            command.run();
            return null;
        };
    }

    /** Not possible: the caller would wait for tasks that only the caller runs. */
    @Override
    public <T> List<java.util.concurrent.Future<T>> invokeAll(Collection<? extends Callable<T>> all) {
        throw new UnsupportedOperationException("invokeAll would wait for ever on a scheduler without threads");
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
        tasks.clear();
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        List<Runnable> left = new ArrayList<>(tasks);
        shutdown();
        return left;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return isShutdown();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isShutdown();
    }

    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
        private final long periodNanos;
        private final long number;
        private Instant due;

        private Task(Callable<V> work, Instant due, long periodNanos, long number) {
            super(work);
            this.due = due;
            this.periodNanos = periodNanos;
            this.number = number;
        }

        @Override
        public void run() {
            if (!isPeriodic()) {
                super.run();
            } else if (runAndReset()) {
                due = due.plusNanos(periodNanos);
                again(this);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            synchronized (ManualScheduler.this) {
                tasks.remove(this);
            }
            return cancelled;
        }

        @Override
        public boolean isPeriodic() {
            return periodNanos > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), due));
        }

        @Override
        public int compareTo(Delayed other) {
            if (other instanceof Task<?> task) {
                int byTime = due.compareTo(task.due);
                return byTime != 0 ? byTime : Long.compare(number, task.number);
            }
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        // FutureTask compares by identity, and so does this; the order above is for the queue only.
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
