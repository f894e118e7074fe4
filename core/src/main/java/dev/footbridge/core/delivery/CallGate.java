package dev.footbridge.core.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets a bounded number of turns run at once; the others wait in order and hold no thread. */
final class CallGate {
    private final Executor executor;
    private final int max;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private @Nullable CompletableFuture<Void> idle;

    CallGate(Executor executor, int max) {
        this.executor = executor;
        this.max = max;
    }

    void execute(Runnable turn) {
        synchronized (this) {
            if (running >= max) {
                waiting.add(turn);
                return;
            }
            running++;
        }
        start(turn);
    }

    private void start(Runnable turn) {
        try {
            executor.execute(() -> run(turn));
        } catch (RejectedExecutionException e) {
            // Only after the end: all that turns do then is give up.
            run(turn);
        }
    }

    private void run(Runnable turn) {
        try {
            turn.run();
        } finally {
            Runnable following = leave();
            if (following != null) {
                start(following);
            }
        }
    }

    private synchronized @Nullable Runnable leave() {
        Runnable following = waiting.poll();
        if (following == null) {
            running--;
            if (running == 0 && idle != null) {
                idle.complete(null);
            }
        }
        return following;
    }

    /** Waits until nothing runs, at most this long. */
    void awaitIdle(Duration atMost) {
        CompletableFuture<Void> signal = new CompletableFuture<>();
        synchronized (this) {
            if (running == 0) {
                return;
            }
            idle = signal;
        }
        try {
            signal.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // What still runs ends by itself; its operations then complete.
        }
    }
}
