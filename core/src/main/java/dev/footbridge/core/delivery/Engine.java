package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.id.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the lanes of one delivery share. */
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(LaneDelivery.class);

    private final DeliveryOptions options;
    private final DeliveryJournal journal;
    private final DeliveryObserver observer;
    private final Clock clock;
    private final SteadyTime time;
    private final Backoff backoff;
    private final MarkMaker marks;
    private final CallGate gate;
    private final CallGate streamGate;
    private final ScheduledExecutorService timer;
    private final Function<WorkspaceId, Connector> connectors;
    private final Map<WorkspaceId, Workspace> workspaces = new ConcurrentHashMap<>();
    private final Consumer<WorkspaceId> onResume;
    private volatile boolean closed;

    Engine(
            DeliveryOptions options,
            DeliveryJournal journal,
            DeliveryObserver observer,
            Clock clock,
            RandomGenerator random,
            Executor executor,
            Executor streamExecutor,
            ScheduledExecutorService timer,
            Function<WorkspaceId, Connector> connectors,
            Consumer<WorkspaceId> onResume) {
        this.options = options;
        this.journal = journal;
        this.observer = observer;
        this.clock = clock;
        this.time = new SteadyTime(clock);
        this.backoff = new Backoff(options, random);
        this.marks = new MarkMaker(options.markKey(), random);
        this.gate = new CallGate(executor, options.maxConcurrentCalls());
        this.streamGate = new CallGate(streamExecutor, options.maxStreams());
        this.timer = timer;
        this.connectors = connectors;
        this.onResume = onResume;
    }

    DeliveryOptions options() {
        return options;
    }

    DeliveryJournal journal() {
        return journal;
    }

    DeliveryObserver observer() {
        return observer;
    }

    Instant now() {
        return clock.instant();
    }

    long nanos() {
        return time.nanos();
    }

    Backoff backoff() {
        return backoff;
    }

    MarkMaker marks() {
        return marks;
    }

    CallGate gate() {
        return gate;
    }

    /** For what moves files. */
    CallGate streamGate() {
        return streamGate;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** The workspace; fails for one that has no connector. */
    Workspace workspace(WorkspaceId id) {
        return workspaces.computeIfAbsent(id, key -> new Workspace(connectors.apply(key), time));
    }

    /** A write to the journal; what it throws fails the future. */
    CompletableFuture<Void> write(Supplier<CompletableFuture<Void>> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Runs a quick task after a while; at once when the timer is shut down at the end. */
    Runnable schedule(Runnable task, Duration wait) {
        try {
            var scheduled = timer.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            if (!closed) {
                throw e;
            }
            task.run();
            return () -> {};
        }
    }

    /** Stops all calls of a workspace whose credentials were refused, and looks now and then whether they work again. */
    void pause(WorkspaceId id) {
        if (workspace(id).pause(nanos())) {
            LOG.warn("{} does not accept the credentials; its lanes wait", id);
            observer.paused(id);
            scheduleProbe(id);
        }
    }

    /** Lets the lanes of a workspace go on. */
    void resume(WorkspaceId id) {
        if (workspace(id).resume(nanos())) {
            LOG.info("{} goes on", id);
            observer.resumed(id);
        }
        onResume.accept(id);
    }

    private void scheduleProbe(WorkspaceId id) {
        if (!closed) {
            schedule(() -> gate.execute(() -> probe(id)), options.probeInterval());
        }
    }

    private void probe(WorkspaceId id) {
        if (closed || !workspace(id).isPaused()) {
            return;
        }
        try {
            workspace(id).connector().check();
            resume(id);
        } catch (ConnectorException | RuntimeException e) {
            scheduleProbe(id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            scheduleProbe(id);
        }
    }
}
