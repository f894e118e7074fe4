package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.content.SourceReader;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.ledger.ParkedRow;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads, in the order of each channel, the messages of which only the id is known, and lets them take their way. */
final class ParkedReader {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedReader.class);
    private static final int BATCH = 100;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Routes routes;
    private final Ledger ledger;
    private final Decider decider;
    private final Parking parking;
    private final SourceReader reader;
    private final Timers timers;
    private final Executor io;
    private final Clock clock;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    ParkedReader(
            Routes routes,
            Ledger ledger,
            Decider decider,
            Parking parking,
            SourceReader reader,
            Timers timers,
            Executor io,
            Clock clock) {
        this.routes = routes;
        this.ledger = ledger;
        this.decider = decider;
        this.parking = parking;
        this.reader = reader;
        this.timers = timers;
        this.io = io;
        this.clock = clock;
    }

    void start() {
        running = true;
        routes.all().forEach(this::read);
    }

    void stop() {
        running = false;
    }

    /** Sees to a channel soon; does nothing while its history is compared. */
    void read(BridgedChannel channel) {
        if (running && !channel.isRepairing() && channel.toRead().get() > 0 && busy.add(channel.number())) {
            io.execute(() -> run(channel));
        }
    }

    /** Events whose message never came are read now. */
    void readOverdue() {
        ledger.write(tx -> {
            Map<Long, Long> overdue = tx.parked().overdue(clock.millis());
            overdue.forEach((number, count) -> routes.byNumber(number).ifPresent(channel -> {
                channel.toRead().addAndGet(count.intValue());
                tx.undo(() -> channel.toRead().addAndGet(-count.intValue()));
                tx.afterCommit(() -> read(channel));
            }));
            return 0;
        });
    }

    private void run(BridgedChannel channel) {
        boolean failed = false;
        try {
            while (running && !channel.isRepairing() && batch(channel)) {
                // Until nothing is left.
            }
        } catch (ConnectorException | LedgerException | ExecutionException e) {
            failed = true;
            LOG.debug("messages of {} could not be read: {}", channel.id(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            busy.remove(channel.number());
        }
        if (failed) {
            timers.after(RETRY, () -> read(channel));
        } else {
            read(channel);
        }
    }

    private boolean batch(BridgedChannel channel)
            throws ConnectorException, LedgerException, ExecutionException, InterruptedException {
        List<ParkedRow> rows = ledger.read(tx -> tx.parked().toRead(channel.number(), BATCH));
        for (int i = 0; i < rows.size() && running && !channel.isRepairing(); i++) {
            settle(channel, rows.get(i), look(channel, rows.get(i)));
        }
        return !rows.isEmpty();
    }

    /** What a look at the source showed; {@code gone} when the source says so, not when it refuses to tell. */
    private record Look(Optional<Message> message, boolean gone) {}

    /** What cannot be read for good is passed over: waiting would hold up the channel for ever. */
    private Look look(BridgedChannel channel, ParkedRow row) throws ConnectorException, InterruptedException {
        MessageId id = channel.message(row.message());
        SourceReader.Wanted wanted = new SourceReader.Wanted(id, Optional.empty(), Instant.EPOCH);
        try {
            // What the heap has is older than the hint.
            Optional<Message> message = row.kind() == ParkedRow.Kind.TOUCHED
                    ? reader.readFresh(channel.history(), wanted)
                    : reader.read(channel.history(), wanted, List::of);
            return new Look(message, message.isEmpty());
        } catch (ConnectorException e) {
            switch (e.kind()) {
                case THROTTLED, UNAVAILABLE, UNAUTHORIZED -> throw e;
                case FORBIDDEN, NOT_FOUND, REJECTED, UNSUPPORTED -> {
                    LOG.warn("a message of {} cannot be read: {}", channel.id(), e.getMessage());
                    return new Look(Optional.empty(), false);
                }
            }
            throw e;
        }
    }

    private void settle(BridgedChannel channel, ParkedRow row, Look look)
            throws ExecutionException, InterruptedException {
        ledger.write(tx -> {
                    Instant now = clock.instant();
                    parking.delete(tx, row);
                    Fate fate = parking.fateOf(row, channel, now);
                    if (look.message().isPresent()) {
                        decide(tx, channel, row, look.message().get(), fate, now);
                    } else if (look.gone()) {
                        decider.removed(tx, channel, channel.message(row.message()), fate, now);
                    } else {
                        tx.afterCommit(() -> fate.ignored("unreadable"));
                    }
                    // Last, so that whoever sees nothing left to read sees what came of it.
                    tx.afterCommit(() -> channel.toRead().decrementAndGet());
                    return 0;
                })
                .get();
    }

    private void decide(LedgerTx tx, BridgedChannel channel, ParkedRow row, Message message, Fate fate, Instant now)
            throws SQLException {
        Optional<CopyRow> known = tx.links().copy(channel.number(), row.message());
        boolean reaction = row.kind() == ParkedRow.Kind.REACTED || row.kind() == ParkedRow.Kind.UNREACTED;
        if (reaction && known.isPresent()) {
            decider.reactions().unparked(tx, channel, known.get(), row, fate, now);
        } else {
            decider.stands(tx, channel, message, fate, now);
        }
    }
}
