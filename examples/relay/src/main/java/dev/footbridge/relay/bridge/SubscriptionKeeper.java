package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.id.ChannelId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the platforms sending: asks for the events of the bridged channels, and again before that runs out. */
final class SubscriptionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionKeeper.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY = Duration.ofMinutes(5);

    /** One connector's subscriptions. */
    record Kept(String connector, Subscriptions subscriptions, Set<ChannelId> channels, URI address) {}

    private final Timers timers;
    private final Executor io;
    private final Clock clock;
    private final Map<String, String> failing = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    SubscriptionKeeper(Timers timers, Executor io, Clock clock) {
        this.timers = timers;
        this.io = io;
        this.clock = clock;
    }

    void keep(Kept kept) {
        io.execute(() -> ensure(kept, FIRST_RETRY));
    }

    void stop() {
        running = false;
    }

    private void ensure(Kept kept, Duration retry) {
        if (!running) {
            return;
        }
        Duration wait;
        Duration nextRetry = FIRST_RETRY;
        try {
            Instant again = kept.subscriptions().ensure(kept.channels(), kept.address());
            failing.remove(kept.connector());
            Duration life = Duration.between(clock.instant(), again);
            wait = life.compareTo(FIRST_RETRY) < 0 ? FIRST_RETRY : life;
        } catch (ConnectorException e) {
            failing.put(kept.connector(), e.code());
            LOG.atWarn()
                    .addKeyValue("event", "subscription_failed")
                    .addKeyValue("connector", kept.connector())
                    .addKeyValue("code", e.code())
                    .log("{}", e.getMessage());
            wait = e.retryAfter().orElse(retry);
            Duration doubled = retry.multipliedBy(2);
            nextRetry = doubled.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : doubled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        Duration after = nextRetry;
        timers.after(wait, () -> io.execute(() -> ensure(kept, after)));
    }

    Map<String, String> failing() {
        return failing;
    }
}
