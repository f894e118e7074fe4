package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.delivery.DeliveryOptions;
import dev.footbridge.core.delivery.LaneDelivery;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.transfer.FileRules;
import dev.footbridge.relay.transfer.Transfers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the channels of the bridges in step. Safe for concurrent use.
 *
 * <p>An event's way: its connector's {@link #sinkFor sink} decides and stores, in one transaction, what is to be done
 * ({@link Decider}); each operation waits in the {@link Lane} of its target channel; when its turn comes the
 * {@link Resolver} finds the difference between source and target; the delivery makes the calls; {@link Completion} takes
 * the outcome.
 */
public final class BridgeEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeEngine.class);
    private static final Duration TICK = Duration.ofMillis(50);

    /** For those whose events come by a stream; nobody answers in {@code .invalid}, and nobody can be made to. */
    private static final URI NOWHERE = URI.create("https://stream.invalid");

    private final EngineOptions options;
    private final EngineParts parts;
    private final LaneDelivery delivery;
    private final StreamRunner streams;
    private final SubscriptionKeeper subscriptions;
    private final Map<String, Connector> connectors;
    private final Map<String, InboundSink> sinks = new HashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "engine-timer");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean started;
    private boolean closed;

    private BridgeEngine(
            EngineOptions options,
            Ledger ledger,
            Map<String, Connector> connectors,
            List<BridgeSpec> bridges,
            Clock clock,
            RandomGenerator random,
            EngineObserver observer,
            DeliveryOptions.Builder deliveryOptions)
            throws LedgerException {
        this.options = options;
        this.connectors = Map.copyOf(connectors);
        parts = new EngineParts(options, ledger, connectors, bridges, clock, observer);
        delivery = LaneDelivery.builder(parts.routes()::connectorOf)
                .journal(parts.journal())
                .observer(parts.watch())
                .options(deliveryOptions
                        .maxStreams(options.files().streams())
                        .markKey(Secret.of(ledger.key().name("marks", "delivery")))
                        .build())
                .clock(clock)
                .random(random)
                .build();
        parts.routes().all().forEach(channel -> channel.pace(delivery.reads()));
        streams = new StreamRunner(clock, random);
        subscriptions = new SubscriptionKeeper(parts.calls(), clock, parts.repairs()::covered);
        for (String name : connectors.keySet()) {
            sinks.put(name, parts.intake(name));
        }
        parts.repairs().holdBack();
    }

    /**
     * Makes an engine; no I/O but on the ledger, nothing runs yet. The ledger and the connectors stay the caller's to
     * close.
     *
     * @param connectors by the names that the bridges use
     * @throws IllegalArgumentException when the bridges do not fit the connectors; the message says how
     */
    public static BridgeEngine create(
            EngineOptions options,
            Ledger ledger,
            Map<String, Connector> connectors,
            List<BridgeSpec> bridges,
            Clock clock,
            RandomGenerator random,
            EngineObserver observer) {
        return create(options, ledger, connectors, bridges, clock, random, observer, DeliveryOptions.builder());
    }

    static BridgeEngine create(
            EngineOptions options,
            Ledger ledger,
            Map<String, Connector> connectors,
            List<BridgeSpec> bridges,
            Clock clock,
            RandomGenerator random,
            EngineObserver observer,
            DeliveryOptions.Builder deliveryOptions) {
        try {
            return new BridgeEngine(options, ledger, connectors, bridges, clock, random, observer, deliveryOptions);
        } catch (LedgerException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Where a connector's events go; may be used before {@link #start}. */
    public InboundSink sinkFor(String connector) {
        InboundSink sink = sinks.get(connector);
        if (sink == null) {
            throw new IllegalArgumentException("no connector " + connector);
        }
        return sink;
    }

    /** Goes on where the last life ended: operations, repairs, subscriptions, streams. */
    public void start() {
        started = true;
        parts.lanes().start(delivery, parts.completion());
        connectors.forEach(parts.watch()::introduce);
        parts.repairs().start(options.repairInterval());
        parts.parkedReader().start();
        parts.housekeeping().start();
        parts.groups().start();
        // What a connector was asked about it listens to, also where the relay never writes.
        parts.routes().all().forEach(channel -> channel.connector().features(channel.id()));
        connectors.forEach(this::listen);
        long tick = TICK.toMillis();
        ticker.scheduleWithFixedDelay(parts.timers()::runDue, tick, tick, TimeUnit.MILLISECONDS);
    }

    private void listen(String name, Connector connector) {
        connector.stream().ifPresent(stream -> streams.run(name, stream, sinkFor(name)));
        Optional<URI> address = Optional.ofNullable(options.webhookAddresses().get(name))
                .or(() -> connector.stream().map(stream -> NOWHERE));
        if (address.isPresent() && connector.subscriptions().isPresent()) {
            Set<ChannelId> channels = new HashSet<>();
            parts.routes().sources().stream()
                    .filter(channel -> channel.connectorName().equals(name))
                    .forEach(channel -> channels.add(channel.id()));
            subscriptions.keep(
                    new SubscriptionKeeper.Kept(name, connector.subscriptions().get(), channels, address.get()));
        }
    }

    /** Runs what is due by the engine's clock; for tests whose clock stands still. */
    void runDue() {
        parts.timers().runDue();
    }

    /** Whether something must be read at its source before it can go on. */
    boolean isReading() {
        return parts.routes().all().stream().anyMatch(BridgedChannel::holdsBack);
    }

    /** Stops starting operations and waits for those under way; returns whether all ended in time. */
    public boolean drain(Duration deadline) throws InterruptedException {
        streams.close();
        parts.lanes().stop();
        return parts.lanes().awaitIdle(deadline);
    }

    /** How the engine is doing; cheap enough to ask every second. */
    public EngineStatus status() {
        List<String> problems = new ArrayList<>(parts.watch().problems());
        subscriptions
                .failing()
                .forEach((name, code) ->
                        problems.add("connector " + name + ": events could not be subscribed (" + code + ")"));
        parts.repairs()
                .failing()
                .forEach((channel, code) ->
                        problems.add("channel " + channel + ": its history could not be read (" + code + ")"));
        problems.addAll(parts.groups().problems());
        return parts.status(started && !closed, problems);
    }

    /**
     * Tries a connector again whose credentials were refused, at once instead of at the next look; false when there is
     * none of this name.
     */
    public boolean resume(String connector) {
        Connector known = connectors.get(connector);
        if (known != null) {
            delivery.resume(known.workspace());
        }
        return known != null;
    }

    /** A channel by the ledger's number; empty when it is not bridged any more. */
    public Optional<BridgeEnd> end(long channel) {
        return parts.routes()
                .byNumber(channel)
                .map(known -> new BridgeEnd(known.id(), known.connector(), known.history()));
    }

    /** Which files go from one channel to another, both by the ledger's number; empty when no messages do. */
    public Optional<FileRules> files(long from, long to) {
        Routes routes = parts.routes();
        return routes.byNumber(from)
                .flatMap(source -> routes.posts(source).stream()
                        .filter(target -> target.number() == to)
                        .map(target -> routes.terms(source, target).files())
                        .findFirst());
    }

    /** Streams of files under way, oldest first. */
    public List<Transfers.Progress> transfers() {
        return parts.transferring().progress();
    }

    /** Dead letters, oldest first, after a number; {@link #replay} takes their numbers. */
    public List<DeadLetterInfo> deadLetters(long after, int limit) throws LedgerException {
        return parts.deadLetters().list(after, limit);
    }

    /** Tries a dead letter again, at the end of its lane; false when there is none of this number. */
    public boolean replay(long number) throws LedgerException {
        return parts.deadLetters().replay(number);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        streams.close();
        parts.stop();
        delivery.close();
        ticker.shutdownNow();
        parts.close();
        LOG.debug("engine closed");
    }
}
