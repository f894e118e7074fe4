package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.testkit.contract.ConnectorHarness.Listening;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Runs a connector's stream on a thread of its own, and starts it again when it ends, as a host does. */
public final class StreamRunner implements Listening {

    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    private final Thread thread;

    private StreamRunner(StreamIngress stream, InboundSink sink) {
        thread = new Thread(() -> run(stream, sink), "stream");
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts; what happens from then on is told once the connection stands, for which a harness waits. */
    public static StreamRunner start(Connector connector, InboundSink sink) {
        return new StreamRunner(connector.stream().orElseThrow(), sink);
    }

    private static void run(StreamIngress stream, InboundSink sink) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                stream.run(sink);
            } catch (ConnectorException e) {
                // What the sink refused comes again in the next run.
                LockSupport.parkNanos(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public Optional<URI> address() {
        return Optional.empty();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
