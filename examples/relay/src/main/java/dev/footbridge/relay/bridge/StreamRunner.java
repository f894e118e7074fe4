package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.StreamIngress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread per connector that listens by itself; starts it again after a pause when its connection ends. */
final class StreamRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    /** A connection that lasted this long was a good one. */
    private static final Duration GOOD = Duration.ofMinutes(1);

    private final Clock clock;
    private final RandomGenerator random;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    StreamRunner(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized void run(String connector, StreamIngress stream, InboundSink sink) {
        Thread thread = new Thread(() -> listen(connector, stream, sink), "stream-" + connector);
        threads.add(thread);
        thread.start();
    }

    private void listen(String connector, StreamIngress stream, InboundSink sink) {
        Duration pause = FIRST_PAUSE;
        try {
            while (closed.getCount() > 0) {
                Instant start = clock.instant();
                try {
                    stream.run(sink);
                } catch (ConnectorException e) {
                    LOG.atWarn()
                            .addKeyValue("event", "stream_ended")
                            .addKeyValue("connector", connector)
                            .addKeyValue("code", e.code())
                            .log("{}", e.getMessage());
                } catch (RuntimeException e) {
                    LOG.error("the stream of {} failed", connector, e);
                }
                boolean good = Duration.between(start, clock.instant()).compareTo(GOOD) >= 0;
                pause = good ? FIRST_PAUSE : pause;
                long millis = pause.toMillis() / 2 + random.nextLong(pause.toMillis() / 2 + 1);
                if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                    return;
                }
                Duration doubled = pause.multipliedBy(2);
                pause = doubled.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : doubled;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        threads.forEach(Thread::interrupt);
    }
}
