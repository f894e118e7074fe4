package dev.footbridge.relay.bridge;

import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.delivery.DeliveryJournal;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerWork;
import dev.footbridge.relay.ledger.OperationRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The delivery's memory is the ledger: an intent, and a link in one transaction with the end of its operation. */
final class LedgerJournal implements DeliveryJournal {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Routes routes;
    private final Lanes lanes;
    private final LinkIndex links;
    private final Effects effects;
    private final Timers timers;
    private final Failpoints failpoints;

    LedgerJournal(
            Ledger ledger,
            Routes routes,
            Lanes lanes,
            LinkIndex links,
            Effects effects,
            Timers timers,
            Failpoints failpoints) {
        this.ledger = ledger;
        this.routes = routes;
        this.lanes = lanes;
        this.links = links;
        this.effects = effects;
        this.timers = timers;
        this.failpoints = failpoints;
    }

    @Override
    public CompletableFuture<Void> intent(ChannelId channel, String key, Action.Attempt attempt) {
        long seq = Operation.seqOf(key);
        OperationRow.Intent intent = new OperationRow.Intent(
                Operation.partOf(key),
                attempt.number(),
                attempt.mark(),
                attempt.startedAt().toEpochMilli());
        lanes.underWay(seq).ifPresent(operation -> operation.intent(Optional.of(intent)));
        return written(tx -> {
                    tx.operations().intent(seq, intent);
                    return 0;
                })
                .thenRun(() -> failpoints.reached("intent"));
    }

    /**
     * Complete at once: the write is queued, and any later intent is behind it in the one order of the ledger. A crash
     * before the commit leaves the intent, which is then read back like any other.
     */
    @Override
    public CompletableFuture<Void> recorded(ChannelId channel, String key, MessageId id) {
        long seq = Operation.seqOf(key);
        Optional<Operation> found = lanes.underWay(seq);
        if (found.isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalStateException("no operation " + seq + " is under way"));
        }
        Operation operation = found.get();
        int part = Operation.partOf(key);
        long mac =
                part < operation.plan().macs().size() ? operation.plan().macs().get(part) : 0;
        CopyRow copy = new CopyRow(operation.row().lane(), id.value(), operation.group(), part, mac, false);
        boolean last = operation.plan().endsWith(key);
        operation.intent(Optional.empty());
        links.sent(id, copy);
        if (last) {
            operation.finished();
        }
        written(tx -> {
                    tx.links().insert(copy);
                    if (last) {
                        effects.write(tx, operation);
                        tx.operations().done(seq);
                    } else {
                        tx.operations().settled(seq);
                    }
                    return 0;
                })
                .thenRun(() -> {
                    links.committed(id);
                    failpoints.reached("recorded");
                });
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> voided(ChannelId channel, String key) {
        long seq = Operation.seqOf(key);
        lanes.underWay(seq).ifPresent(operation -> operation.intent(Optional.empty()));
        return written(tx -> {
                    tx.operations().settled(seq);
                    return 0;
                })
                .thenRun(() -> {});
    }

    @Override
    public boolean isRecorded(MessageId id) {
        return routes.find(id.channel())
                .map(channel -> links.isKnown(channel.number(), id))
                .orElse(false);
    }

    /** A disk that is full may have room again: waits for it as long as the ledger is not broken for good. */
    private <T> CompletableFuture<T> written(LedgerWork<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        attempt(work, done);
        return done;
    }

    private <T> void attempt(LedgerWork<T> work, CompletableFuture<T> done) {
        ledger.write(work).whenComplete((value, failure) -> {
            if (failure == null) {
                done.complete(value);
            } else if (ledger.isOpen()) {
                timers.after(RETRY, () -> attempt(work, done));
            } else {
                done.completeExceptionally(failure);
            }
        });
    }

    /** When an intent was written, for those who look for its post. */
    static Action.Attempt attemptOf(OperationRow.Intent intent) {
        return new Action.Attempt(intent.attempt(), Instant.ofEpochMilli(intent.startedAt()), intent.mark());
    }
}
