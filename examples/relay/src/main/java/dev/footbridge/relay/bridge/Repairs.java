package dev.footbridge.relay.bridge;

import dev.failsafe.RetryPolicy;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.relay.ledger.LedgerTx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When channels are compared with their history: at the start, after a gap, and every so often. */
final class Repairs implements Intake.Gaps {

    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);
    private static final int THREADS_AFTER_OUTAGE = 500;
    private static final int THREADS_REGULARLY = 50;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration MAX_RETRY = Duration.ofMinutes(10);

    private final Routes routes;
    private final GapRepair repair;
    private final ParkedReader parked;
    private final Timers timers;
    private final BackgroundCalls calls;
    private final EngineObserver observer;
    private final Map<ChannelId, EngineStatus.Repair> last = new ConcurrentHashMap<>();
    private final Map<ChannelId, String> failing = new ConcurrentHashMap<>();
    private final Set<Long> queued = ConcurrentHashMap.newKeySet();
    /** Channels that became doubtful while they were compared: what was read may be from before. */
    private final Set<Long> again = ConcurrentHashMap.newKeySet();

    private volatile boolean running;

    Repairs(
            Routes routes,
            GapRepair repair,
            ParkedReader parked,
            Timers timers,
            BackgroundCalls calls,
            EngineObserver observer) {
        this.routes = routes;
        this.repair = repair;
        this.parked = parked;
        this.timers = timers;
        this.calls = calls;
        this.observer = observer;
    }

    /** Before the first event is taken: what is new must queue behind what was missed. */
    void holdBack() {
        routes.sources().stream()
                .filter(channel -> channel.connector().history().isPresent())
                .forEach(channel -> channel.repairing(true));
    }

    void start(Duration interval) {
        running = true;
        routes.sources().forEach(channel -> request(channel, THREADS_AFTER_OUTAGE));
        timers.every(interval, () -> routes.sources().forEach(channel -> request(channel, THREADS_REGULARLY)));
    }

    void stop() {
        running = false;
    }

    @Override
    public void doubtful(LedgerTx tx, BridgedChannel channel, Optional<Instant> since) throws SQLException {
        if (since.isPresent()) {
            tx.channels().doubtful(channel.number(), since.get().toEpochMilli());
        }
        tx.afterCommit(() -> compareFromNow(channel));
    }

    /** Events of a connector come from now on: what was said before nobody told us. */
    void covered(String connector) {
        routes.sources().stream()
                .filter(channel -> channel.connectorName().equals(connector))
                .forEach(this::compareFromNow);
    }

    private void compareFromNow(BridgedChannel channel) {
        again.add(channel.number());
        request(channel, THREADS_AFTER_OUTAGE);
    }

    private void request(BridgedChannel channel, int threads) {
        Optional<History> history = channel.history();
        if (running && history.isPresent() && queued.add(channel.number())) {
            RetryPolicy<EngineStatus.Repair> policy = BackgroundCalls.<EngineStatus.Repair>policy(
                            failure -> failed(channel, failure))
                    .withBackoff(FIRST_RETRY, MAX_RETRY)
                    .build();
            calls.untilItWorks(policy, () -> run(channel, history.get(), threads))
                    .thenAccept(result -> finished(channel, result));
        }
    }

    private EngineStatus.Repair run(BridgedChannel channel, History history, int threads) throws Exception {
        again.remove(channel.number());
        channel.repairing(true);
        return repair.run(channel, history, threads, () -> release(channel));
    }

    private void release(BridgedChannel channel) {
        channel.repairing(false);
        parked.read(channel);
    }

    private void finished(BridgedChannel channel, EngineStatus.Repair result) {
        queued.remove(channel.number());
        failing.remove(channel.id());
        last.put(channel.id(), result);
        observer.repaired(channel.id(), result.seen(), result.applied(), result.missing());
        LOG.atInfo()
                .addKeyValue("event", "history_compared")
                .addKeyValue("channel", channel.id())
                .addKeyValue("seen", result.seen())
                .addKeyValue("applied", result.applied())
                .addKeyValue("missing", result.missing())
                .log("{} seen, {} applied, {} missing", result.seen(), result.applied(), result.missing());
        if (again.contains(channel.number())) {
            request(channel, THREADS_AFTER_OUTAGE);
        }
    }

    /** Live events go on meanwhile: a history that cannot be read must not stop the conversation. */
    private void failed(BridgedChannel channel, Throwable failure) {
        String code = BackgroundCalls.code(failure);
        failing.put(channel.id(), code);
        LOG.atWarn()
                .addKeyValue("event", "history_not_compared")
                .addKeyValue("channel", channel.id())
                .addKeyValue("code", code)
                .log("the history could not be read; trying again");
        release(channel);
    }

    /** Channels whose history could not be read at the last attempt, and why. */
    Map<ChannelId, String> failing() {
        return failing;
    }

    Map<ChannelId, EngineStatus.Repair> last() {
        return last;
    }
}
