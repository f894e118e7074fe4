package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.ledger.ParkedRow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Events that wait: for their message, or to be read at the source. Writer thread only. */
final class Parking {

    private final Tally tally;
    private final Duration parkTime;
    private final long recoveredUpTo;
    private final AtomicInteger parked;
    private Consumer<BridgedChannel> reader = channel -> {};

    /**
     * @param recoveredUpTo the last number that an earlier life gave
     * @param parked how many wait now
     */
    Parking(Tally tally, Duration parkTime, long recoveredUpTo, int parked) {
        this.tally = tally;
        this.parkTime = parkTime;
        this.recoveredUpTo = recoveredUpTo;
        this.parked = new AtomicInteger(parked);
    }

    /** Is told when something of a channel is to be read. */
    void reader(Consumer<BridgedChannel> value) {
        reader = value;
    }

    /** Waits for a message that is not known yet. */
    void unknownMessage(
            LedgerTx tx,
            BridgedChannel channel,
            MessageId message,
            ParkedRow.Kind kind,
            Optional<String> emoji,
            Optional<String> user,
            Fate fate,
            Instant now)
            throws SQLException {
        long until = now.plus(parkTime).toEpochMilli();
        insert(tx, channel, message, kind, ParkedRow.Cause.UNKNOWN_MESSAGE, until, emoji, user);
        tx.afterCommit(fate::park);
    }

    /** Queues to be read at the source. */
    void toRead(LedgerTx tx, BridgedChannel channel, MessageId message, ParkedRow.Kind kind, Fate fate, Instant now)
            throws SQLException {
        insert(
                tx,
                channel,
                message,
                kind,
                ParkedRow.Cause.READING,
                now.toEpochMilli(),
                Optional.empty(),
                Optional.empty());
        // Counted at once, so that what comes in the same batch queues behind it.
        channel.toRead().incrementAndGet();
        tx.undo(() -> channel.toRead().decrementAndGet());
        tx.afterCommit(() -> {
            fate.park();
            reader.accept(channel);
        });
    }

    private void insert(
            LedgerTx tx,
            BridgedChannel channel,
            MessageId message,
            ParkedRow.Kind kind,
            ParkedRow.Cause cause,
            long until,
            Optional<String> emoji,
            Optional<String> user)
            throws SQLException {
        tx.parked()
                .insert(new ParkedRow(
                        tx.parked().newId(), channel.number(), message.value(), kind, cause, until, emoji, user));
        parked.incrementAndGet();
        tx.undo(parked::decrementAndGet);
    }

    /** Whether looking for what waits for a message is worth it. */
    boolean mayHold() {
        return parked.get() > 0;
    }

    void delete(LedgerTx tx, ParkedRow row) throws SQLException {
        tx.parked().delete(row.id());
        parked.decrementAndGet();
        tx.undo(parked::incrementAndGet);
    }

    /** Forgets what waits for a message that is gone. */
    void drop(LedgerTx tx, BridgedChannel channel, MessageId message, Instant now) throws SQLException {
        if (!mayHold()) {
            return;
        }
        for (ParkedRow row : tx.parked().waitingFor(channel.number(), message.value())) {
            if (row.cause() == ParkedRow.Cause.UNKNOWN_MESSAGE) {
                delete(tx, row);
                Fate fate = fateOf(row, channel, now);
                tx.afterCommit(() -> fate.ignored("removed"));
            }
        }
    }

    /** For the counts: what an earlier life parked was not received in this one. */
    Fate fateOf(ParkedRow row, BridgedChannel channel, Instant now) {
        return row.id() > recoveredUpTo
                ? Fate.parked(tally, channel.connectorName(), now)
                : Fate.uncounted(tally, channel.connectorName(), now);
    }
}
