package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.relay.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Keeps the channels of the bridges in step. */
public interface BridgeEngine extends AutoCloseable {

    /**
     * Makes an engine; no I/O but on the ledger, nothing runs yet. The ledger and the connectors stay the caller's to
     * close.
     *
     * @param connectors by the names that the bridges use
     */
    static BridgeEngine create(
            EngineOptions options,
            Ledger ledger,
            Map<String, Connector> connectors,
            List<BridgeSpec> bridges,
            Clock clock,
            RandomGenerator random,
            EngineObserver observer) {
        throw new IllegalStateException();
    }

    /** Where a connector's events go; may be used before {@link #start}. */
    InboundSink sinkFor(String connector);

    /** Goes on where the last life ended: operations, repairs, subscriptions, streams. */
    void start();

    /** Stops starting operations and waits for those under way; returns whether all ended in time. */
    boolean drain(Duration deadline) throws InterruptedException;

    EngineStatus status();

    @Override
    void close();
}
