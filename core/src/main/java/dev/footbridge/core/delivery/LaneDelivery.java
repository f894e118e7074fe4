package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The delivery: one lane per channel, strictly in order, and another one for what moves files; a lane that waits for a rate limit, a broken platform or a lost
 * answer holds no thread and holds up no other lane. Posts are made as good as exactly once: see {@link DeliveryJournal}
 * and {@link AmbiguousPolicy}. Connectors and threads that it was given stay open when it is closed.
 */
public final class LaneDelivery implements Delivery {
    private final Engine engine;
    private final PacedCalls reads;
    private final List<ExecutorService> owned = new ArrayList<>();
    private final List<ExecutorService> ownStreams = new ArrayList<>();
    private final Map<LaneKey, Lane> lanes = new ConcurrentHashMap<>();

    private record LaneKey(ChannelId channel, boolean streams) {}

    private LaneDelivery(Builder builder) {
        Executor executor = builder.executor;
        if (executor == null) {
            ExecutorService calls = LaneThreads.calls(builder.options.maxConcurrentCalls());
            owned.add(calls);
            executor = calls;
        }
        Executor streams = builder.executor;
        if (streams == null) {
            ExecutorService calls = LaneThreads.calls(builder.options.maxStreams());
            ownStreams.add(calls);
            streams = calls;
        }
        ScheduledExecutorService timer = builder.timer;
        if (timer == null) {
            timer = LaneThreads.timer();
            owned.add(timer);
        }
        engine = new Engine(
                builder.options,
                builder.journal,
                builder.observer,
                builder.clock,
                builder.random,
                executor,
                streams,
                timer,
                builder.connectors,
                this::authorityChanged);
        reads = new PacedCalls(engine);
    }

    /** A delivery over these connectors with a journal in memory; see {@link #builder} for more. */
    public static LaneDelivery of(Connector... connectors) {
        return builder(connectors).build();
    }

    /** Starts a delivery over these connectors. */
    public static Builder builder(Connector... connectors) {
        Map<WorkspaceId, Connector> byWorkspace = Arrays.stream(connectors)
                .collect(Collectors.toUnmodifiableMap(Connector::workspace, connector -> connector));
        return builder(workspace -> {
            Connector connector = byWorkspace.get(workspace);
            if (connector == null) {
                throw new IllegalArgumentException("no connector for " + workspace);
            }
            return connector;
        });
    }

    /**
     * Starts a delivery.
     *
     * @param connectors the connector of a workspace, asked once for each; throws IllegalArgumentException for an unknown
     *     one, which then comes out of {@link #submit}
     */
    public static Builder builder(Function<WorkspaceId, Connector> connectors) {
        return new Builder(connectors);
    }

    @Override
    public CompletableFuture<Outcome> submit(Outbound outbound) {
        Operation operation = new Operation(engine, outbound);
        if (engine.isClosed()) {
            operation.complete(Operation.closed());
            return operation.future();
        }
        Lane lane = lanes.compute(new LaneKey(outbound.channel(), outbound.streams()), (key, known) -> {
            Lane target = known == null ? new Lane(engine, key.channel(), key.streams(), this::forget) : known;
            target.enqueue(operation);
            return target;
        });
        lane.start();
        if (engine.isClosed()) {
            lane.close();
        }
        return operation.future();
    }

    /** Reads that share this delivery's rate limits. */
    public PacedCalls reads() {
        return reads;
    }

    /** Tries a workspace again whose credentials were refused, at once instead of at the next look. */
    public void resume(WorkspaceId workspace) {
        engine.resume(workspace);
    }

    private void authorityChanged(WorkspaceId workspace) {
        lanes.values().forEach(Lane::authorityChanged);
    }

    private void forget(Lane lane) {
        lanes.computeIfPresent(
                new LaneKey(lane.channel(), lane.streams()),
                (key, known) -> known == lane && lane.isForgettable() ? null : known);
    }

    /**
     * {@inheritDoc} Waits for calls in flight, at most {@link DeliveryOptions#closeWait}. Files under way are broken off: they
     * may take minutes, and their intents are in the journal. Idempotent.
     */
    @Override
    public void close() {
        engine.close();
        lanes.values().forEach(Lane::close);
        ownStreams.forEach(ExecutorService::shutdownNow);
        engine.gate().awaitIdle(engine.options().closeWait());
        engine.streamGate().awaitIdle(engine.options().closeWait());
        owned.forEach(ExecutorService::shutdownNow);
    }

    /** Collects what a delivery needs. */
    public static final class Builder {
        private final Function<WorkspaceId, Connector> connectors;
        private DeliveryJournal journal = new InMemoryJournal();
        private DeliveryOptions options = DeliveryOptions.defaults();
        private DeliveryObserver observer = DeliveryObserver.none();
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private @Nullable Executor executor;
        private @Nullable ScheduledExecutorService timer;

        private Builder(Function<WorkspaceId, Connector> connectors) {
            this.connectors = connectors;
        }

        /** Where posts are remembered. Defaults to an {@link InMemoryJournal}. */
        public Builder journal(DeliveryJournal value) {
            journal = value;
            return this;
        }

        /** Times, bounds and policies. Defaults to {@link DeliveryOptions#defaults}. */
        public Builder options(DeliveryOptions value) {
            options = value;
            return this;
        }

        /** Changes single options. Defaults to none. */
        public Builder options(UnaryOperator<DeliveryOptions.Builder> changes) {
            return options(changes.apply(DeliveryOptions.builder()).build());
        }

        /** Who is told. Defaults to nobody. */
        public Builder observer(DeliveryObserver value) {
            observer = value;
            return this;
        }

        /** The time. Defaults to the system's. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Randomness for waits and the default mark key; used under a lock. Defaults to a secure source. */
        public Builder random(RandomGenerator value) {
            random = value;
            return this;
        }

        /**
         * Where calls block; must not run them on the thread that hands them over. Defaults to virtual threads on Java 21
         * and later, else a bounded pool.
         */
        public Builder executor(Executor value) {
            executor = value;
            return this;
        }

        /** For waiting; its tasks are quick. Defaults to one thread of its own. */
        public Builder timer(ScheduledExecutorService value) {
            timer = value;
            return this;
        }

        /** The delivery, ready to take operations. */
        public LaneDelivery build() {
            return new LaneDelivery(this);
        }
    }
}
