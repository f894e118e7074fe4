package dev.footbridge.core.delivery;

import dev.footbridge.core.id.ChannelId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations of one channel, one after the other: those with files, or all others. A lane is on a thread only while it works; when it waits, a timer or
 * the journal puts it back.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDelivery.class);

    /** Operations after which a busy lane lets others on its thread. */
    private static final int TURN = 16;

    private enum State {
        IDLE,
        RUNNING,
        WAITING
    }

    private final Engine engine;
    private final ChannelId channel;
    private final boolean streams;
    private final Workspace workspace;
    private final Consumer<Lane> onIdle;
    private final Deque<Operation> queue = new ArrayDeque<>();
    private State state = State.IDLE;
    private long waitNumber;
    private boolean unauthorized;
    private int unwritten;
    private Runnable cancelTimer = () -> {};

    /** The journal failed: whatever runs or comes next waits until the delivery is closed. */
    private volatile boolean broken;

    /** These belong to the thread that runs the lane. */
    private @Nullable Operation current;

    private @Nullable CompletableFuture<Void> write;

    Lane(Engine engine, ChannelId channel, boolean streams, Consumer<Lane> onIdle) {
        this.engine = engine;
        this.channel = channel;
        this.streams = streams;
        this.workspace = engine.workspace(channel.workspace());
        this.onIdle = onIdle;
    }

    ChannelId channel() {
        return channel;
    }

    boolean streams() {
        return streams;
    }

    private CallGate gate() {
        return streams ? engine.streamGate() : engine.gate();
    }

    synchronized void enqueue(Operation operation) {
        queue.add(operation);
    }

    void start() {
        synchronized (this) {
            if (state != State.IDLE || queue.isEmpty()) {
                return;
            }
            state = State.RUNNING;
        }
        gate().execute(this::run);
    }

    /** Whether nothing would be lost by forgetting this lane. */
    synchronized boolean isForgettable() {
        return state == State.IDLE && queue.isEmpty() && unwritten == 0 && !broken;
    }

    /** Tries again what waits for credentials. */
    void authorityChanged() {
        long number;
        synchronized (this) {
            if (!unauthorized) {
                return;
            }
            number = waitNumber;
        }
        wake(number);
    }

    /** The delivery is closed: gives up what waits; what is in a call gives up after it. */
    void close() {
        long number;
        synchronized (this) {
            number = waitNumber;
        }
        wake(number);
    }

    private void run() {
        if (write != null) {
            checkWritten(write);
        }
        for (int finished = 0; finished < TURN; ) {
            if (broken && !engine.isClosed()) {
                parked(false);
                return;
            }
            Operation operation = next();
            if (operation == null) {
                onIdle.accept(this);
                return;
            }
            Step step = operation.step();
            if (step instanceof Step.Done done) {
                current = null;
                finish(operation, done.outcome());
                finished++;
            } else if (leaves(step)) {
                return;
            }
        }
        gate().execute(this::run);
    }

    private @Nullable Operation next() {
        if (current != null) {
            return current;
        }
        synchronized (this) {
            current = queue.poll();
            if (current == null) {
                state = State.IDLE;
            }
            return current;
        }
    }

    private void checkWritten(CompletableFuture<Void> written) {
        write = null;
        if (written.isCompletedExceptionally()) {
            Operation operation = current;
            current = null;
            var unused = written.whenComplete((nothing, failure) -> breakDown(operation, failure));
        }
    }

    /** Whether the lane leaves its thread; it must then touch nothing any more. */
    private boolean leaves(Step step) {
        if (step instanceof Step.After after) {
            engine.observer().waiting(channel, after.why(), after.delay());
            park(after.why() == DeliveryObserver.Wait.UNAUTHORIZED, after.delay());
            return true;
        }
        if (step instanceof Step.Authority) {
            engine.observer().waiting(channel, DeliveryObserver.Wait.UNAUTHORIZED, Duration.ZERO);
            long number = parked(true);
            if (!workspace.isPaused()) {
                wake(number);
            }
            return true;
        }
        if (step instanceof Step.When when) {
            if (when.written().isDone()) {
                checkWritten(when.written());
                return false;
            }
            write = when.written();
            long number = parked(false);
            var unused = when.written().whenComplete((nothing, failure) -> wake(number));
            return true;
        }
        return false;
    }

    private long parked(boolean forAuthority) {
        long number;
        synchronized (this) {
            state = State.WAITING;
            unauthorized = forAuthority;
            waitNumber++;
            number = waitNumber;
        }
        if (engine.isClosed()) {
            wake(number);
        }
        return number;
    }

    private void park(boolean forAuthority, Duration wait) {
        long number = parked(forAuthority);
        Runnable cancel = engine.schedule(() -> wake(number), wait);
        synchronized (this) {
            if (waitNumber == number && state == State.WAITING) {
                cancelTimer = cancel;
                return;
            }
        }
        cancel.run();
    }

    private void wake(long number) {
        Runnable cancel;
        synchronized (this) {
            if (state != State.WAITING || waitNumber != number) {
                return;
            }
            state = State.RUNNING;
            unauthorized = false;
            cancel = cancelTimer;
            cancelTimer = () -> {};
        }
        cancel.run();
        gate().execute(this::run);
    }

    private void finish(Operation operation, Outcome outcome) {
        CompletableFuture<Void> writes = operation.writes();
        if (writes.isDone() && !writes.isCompletedExceptionally()) {
            operation.complete(outcome);
            return;
        }
        synchronized (this) {
            unwritten++;
        }
        var unused = writes.whenComplete((nothing, failure) -> {
            synchronized (this) {
                unwritten--;
            }
            if (failure == null) {
                operation.complete(outcome);
                onIdle.accept(this);
            } else {
                breakDown(operation, failure);
            }
        });
    }

    private void breakDown(@Nullable Operation operation, Throwable failure) {
        broken = true;
        LOG.error(
                "the journal failed, {} stands still: {}",
                channel,
                failure.getClass().getName());
        engine.observer().broken(channel);
        if (operation != null) {
            operation.fail(failure);
        }
    }
}
