package dev.footbridge.relay.bridge;

import dev.failsafe.RetryPolicy;
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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the platforms sending: asks for the events of the bridged channels, and again before that runs out. */
final class SubscriptionKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionKeeper.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration MAX_RETRY = Duration.ofMinutes(5);

    /** One connector's subscriptions. */
    record Kept(String connector, Subscriptions subscriptions, Set<ChannelId> channels, URI address) {}

    private final BackgroundCalls calls;
    private final Clock clock;
    private final Consumer<String> covered;
    private final Map<String, String> failing = new ConcurrentHashMap<>();
    private final Set<String> working = ConcurrentHashMap.newKeySet();

    /** @param covered is told of a connector whose events come from now on, after a time in which they may not have */
    SubscriptionKeeper(BackgroundCalls calls, Clock clock, Consumer<String> covered) {
        this.calls = calls;
        this.clock = clock;
        this.covered = covered;
    }

    /** Starts at once; goes on until the calls are stopped. */
    void keep(Kept kept) {
        RetryPolicy<Instant> policy = BackgroundCalls.<Instant>policy(failure -> failed(kept, failure))
                .withBackoff(FIRST_RETRY, MAX_RETRY)
                .withDelayFnOn(attempt -> asked(attempt.getLastException()), ConnectorException.class)
                .build();
        calls.untilItWorks(policy, () -> kept.subscriptions().ensure(kept.channels(), kept.address()))
                .thenAccept(again -> {
                    failing.remove(kept.connector());
                    if (working.add(kept.connector())) {
                        covered.accept(kept.connector());
                    }
                    Duration life = Duration.between(clock.instant(), again);
                    calls.after(life.compareTo(FIRST_RETRY) < 0 ? FIRST_RETRY : life, () -> keep(kept));
                });
    }

    /** The pause that the platform asks for; a negative one stands for the usual. */
    private static Duration asked(ConnectorException failure) {
        return failure.retryAfter().orElse(Duration.ofNanos(-1));
    }

    private void failed(Kept kept, Throwable failure) {
        String code = BackgroundCalls.code(failure);
        failing.put(kept.connector(), code);
        working.remove(kept.connector());
        LOG.atWarn()
                .addKeyValue("event", "subscription_failed")
                .addKeyValue("connector", kept.connector())
                .addKeyValue("code", code)
                .log("{}", failure instanceof ConnectorException ? failure.getMessage() : "trying again");
    }

    Map<String, String> failing() {
        return failing;
    }
}
