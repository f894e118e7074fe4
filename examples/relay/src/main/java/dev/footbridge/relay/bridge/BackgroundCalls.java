package dev.footbridge.relay.bridge;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.function.CheckedSupplier;
import dev.failsafe.spi.Scheduler;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.relay.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Calls that are repeated until they work and may come twice: credentials, subscriptions, histories. Failsafe decides when
 * the next attempt is due; the engine's clock and threads carry it out, so no thread waits and tests own the time.
 */
final class BackgroundCalls {

    private final Timers timers;
    private final Executor io;
    private final Clock clock;
    private volatile boolean stopped;

    BackgroundCalls(Timers timers, Executor io, Clock clock) {
        this.timers = timers;
        this.io = io;
        this.clock = clock;
    }

    /** Repeats whatever fails, for ever, and tells of each failure; the caller adds the pace. */
    static <T> RetryPolicyBuilder<T> policy(Consumer<Throwable> failed) {
        return RetryPolicy.<T>builder()
                .withMaxRetries(-1)
                .abortOn(InterruptedException.class)
                .onFailedAttempt(attempt -> {
                    // An interrupted attempt says that the relay stops, not that something is wrong.
                    if (!(attempt.getLastException() instanceof InterruptedException)) {
                        failed.accept(attempt.getLastException());
                    }
                });
    }

    /** Starts at once, on another thread. The future completes when the call worked, and never after {@link #stop}. */
    <T> CompletableFuture<T> untilItWorks(RetryPolicy<T> policy, CheckedSupplier<T> call) {
        Scheduler scheduler = this::schedule;
        return Failsafe.with(policy).with(scheduler).getAsync(call);
    }

    /** Runs later, as {@link #untilItWorks} does. */
    void after(Duration delay, Runnable action) {
        schedule(
                () -> {
                    action.run();
                    return null;
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private ScheduledFuture<?> schedule(Callable<?> work, long delay, TimeUnit unit) {
        Duration wait = Duration.of(delay, unit.toChronoUnit());
        Task<?> task = new Task<>(work, clock.instant().plus(wait));
        if (wait.isZero() || wait.isNegative()) {
            start(task);
        } else {
            timers.after(wait, () -> start(task));
        }
        return task;
    }

    private void start(Task<?> task) {
        if (!stopped) {
            io.execute(task);
        }
    }

    /** No attempt starts any more. */
    void stop() {
        stopped = true;
    }

    /** A short word for a failure, without what a platform or a defect may have put into its message. */
    static String code(Throwable failure) {
        if (failure instanceof ConnectorException e) {
            return e.code();
        }
        return failure instanceof LedgerException || failure instanceof ExecutionException
                ? "ledger"
                : failure.getClass().getSimpleName();
    }

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final Instant due;

        Task(Callable<V> work, Instant due) {
            super(work);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(clock.instant(), due));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
