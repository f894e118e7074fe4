package dev.footbridge.relay.bridge;

import dev.footbridge.core.delivery.Delivery;
import dev.footbridge.core.delivery.Outbound;
import dev.footbridge.core.delivery.Outcome;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.OperationRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All lanes: feeds the delivery with a few operations of each at a time. Safe for concurrent use. */
final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** What the operations run through. */
    interface Work {

        /** The operation as the delivery takes it. */
        Outbound outbound(Operation operation);

        /** The delivery is done with it, one way or the other. */
        void ended(Operation operation, Outcome outcome);

        /** The delivery cannot go on with this lane: the ledger failed. */
        void broken(Operation operation);
    }

    private final Map<Long, Lane> lanes = new HashMap<>();
    private final Map<Long, Lane> files = new HashMap<>();
    private final List<Lane> all = new ArrayList<>();
    private final Map<Long, Ticket> tickets = new ConcurrentHashMap<>();
    private final Map<Long, CompletableFuture<Optional<Ticket>>> inherited = new ConcurrentHashMap<>();
    private final Map<Long, Operation> underWay = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final int window;
    private final Failpoints failpoints;
    private final Object idle = new Object();
    private volatile boolean stopped;
    private volatile @Nullable Delivery delivery;
    private volatile @Nullable Work work;

    Lanes(Routes routes, Ledger ledger, int window, Failpoints failpoints) {
        this.ledger = ledger;
        this.window = window;
        this.failpoints = failpoints;
        for (BridgedChannel channel : routes.all()) {
            lanes.put(channel.number(), new Lane(channel, false));
            files.put(channel.number(), new Lane(channel, true));
        }
        all.addAll(lanes.values());
        all.addAll(files.values());
    }

    /** Opens all lanes; what earlier lives left comes first. */
    void start(Delivery to, Work through) {
        delivery = to;
        work = through;
        for (Lane lane : all) {
            lane.open(true);
            feed(lane);
        }
    }

    /** Starts nothing more. */
    void stop() {
        stopped = true;
        all.forEach(lane -> lane.open(false));
    }

    /** The event behind an operation; see {@link Outbox}. */
    void expect(long seq, Ticket ticket) {
        tickets.put(seq, ticket);
    }

    void unexpect(long seq) {
        tickets.remove(seq);
    }

    /** The event behind an operation is that of an operation before it, which may not have ended yet. */
    void inherits(long seq, CompletableFuture<Optional<Ticket>> ticket) {
        inherited.put(seq, ticket);
    }

    void disinherits(long seq) {
        inherited.remove(seq);
    }

    /** Does something with the inherited ticket of an operation that ended, as soon as there is one. */
    void withInherited(long seq, Consumer<Ticket> action) {
        CompletableFuture<Optional<Ticket>> ticket = inherited.remove(seq);
        if (ticket != null) {
            ticket.thenAccept(known -> known.ifPresent(action));
        }
    }

    Optional<Ticket> takeTicket(long seq) {
        return Optional.ofNullable(tickets.remove(seq));
    }

    Optional<Ticket> ticket(long seq) {
        return Optional.ofNullable(tickets.get(seq));
    }

    /** Takes an operation that survives a crash by now. */
    void add(OperationRow row) {
        Lane lane = (row.kind() == OperationRow.Kind.FILES ? files : lanes).get(row.lane());
        if (lane != null) {
            lane.add(new Operation(row, lane));
            feed(lane);
        }
    }

    /** Hands over what the window allows. */
    void feed(Lane lane) {
        Delivery to = delivery;
        Work through = work;
        if (to == null || through == null) {
            return;
        }
        for (Optional<Operation> next = next(lane); next.isPresent(); next = next(lane)) {
            Operation operation = next.get();
            underWay.put(operation.seq(), operation);
            failpoints.reached("claimed");
            to.submit(through.outbound(operation)).whenComplete((outcome, failure) -> {
                underWay.remove(operation.seq());
                if (outcome != null) {
                    through.ended(operation, outcome);
                } else {
                    through.broken(operation);
                }
                tellIdle();
            });
        }
    }

    private Optional<Operation> next(Lane lane) {
        // Of files the next one is not begun before the last one is there, whatever it takes: that is their order.
        return lane.next(lane.isForFiles() ? 1 : window, (seq, limit) -> backlog(lane, seq, limit));
    }

    private List<Operation> backlog(Lane lane, long after, int limit) {
        try {
            List<OperationRow> rows = ledger.read(
                    tx -> tx.operations().pending(lane.channel().number(), lane.isForFiles(), after, limit));
            return rows.stream().map(row -> new Operation(row, lane)).toList();
        } catch (LedgerException e) {
            LOG.error("the backlog of a lane could not be read: {}", e.getMessage());
            return List.of();
        }
    }

    /** An operation that the delivery has. */
    Optional<Operation> underWay(long seq) {
        return Optional.ofNullable(underWay.get(seq));
    }

    /** Whether a lane may have more to do for the group of an operation that ended. */
    boolean mayHold(BridgedChannel channel, Operation ended) {
        Lane lane = lanes.get(channel.number());
        return lane != null && lane.mayHold(ended.group(), ended.seq()) || mayHoldFiles(channel, ended.group());
    }

    /** Whether files of a group may be on their way to a channel. */
    boolean mayHoldFiles(BridgedChannel channel, long group) {
        Lane lane = files.get(channel.number());
        return lane != null && lane.mayHold(group, Long.MAX_VALUE);
    }

    Collection<Lane> all() {
        return all;
    }

    List<Lane> of(String connectorName) {
        List<Lane> found = new ArrayList<>();
        for (Lane lane : all) {
            if (lane.channel().connectorName().equals(connectorName)) {
                found.add(lane);
            }
        }
        return found;
    }

    /** Waits until nothing is under way; false when that took too long. */
    boolean awaitIdle(Duration deadline) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        synchronized (idle) {
            long left = deadline.toMillis();
            while (!areIdle() && left > 0) {
                idle.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
            return areIdle();
        }
    }

    private void tellIdle() {
        if (stopped) {
            synchronized (idle) {
                idle.notifyAll();
            }
        }
    }

    private boolean areIdle() {
        return all.stream().allMatch(Lane::isIdle);
    }

    /** How much waits for each channel. */
    long backlog(Lane lane) throws LedgerException {
        return lane.isComplete()
                ? lane.size()
                : ledger.read(tx -> tx.operations().countPending(lane.channel().number(), lane.isForFiles()));
    }
}
