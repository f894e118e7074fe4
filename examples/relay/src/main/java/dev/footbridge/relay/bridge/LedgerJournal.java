package dev.footbridge.relay.bridge;

import dev.footbridge.core.delivery.Action;
import dev.footbridge.core.delivery.DeliveryJournal;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.OperationRow;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The delivery's memory is the ledger: an intent, and a link in one transaction with the end of its operation. */
final class LedgerJournal implements DeliveryJournal {

    private final Routes routes;
    private final Lanes lanes;
    private final LinkIndex links;
    private final Effects effects;
    private final OrderedWrites writes;
    private final Failpoints failpoints;

    LedgerJournal(
            Ledger ledger,
            Routes routes,
            Lanes lanes,
            LinkIndex links,
            Effects effects,
            Timers timers,
            Failpoints failpoints) {
        this.routes = routes;
        this.lanes = lanes;
        this.links = links;
        this.effects = effects;
        this.writes = new OrderedWrites(ledger::write, ledger::isOpen, timers);
        this.failpoints = failpoints;
    }

    @Override
    public CompletableFuture<Void> intent(ChannelId channel, String key, Action.Attempt attempt) {
        long seq = Operation.seqOf(key);
        int part = Operation.partOf(key);
        long mac = lanes.underWay(seq)
                .map(operation -> operation.plan().macs().getOrDefault(part, 0L))
                .orElse(0L);
        OperationRow.Intent intent = new OperationRow.Intent(
                part, attempt.number(), attempt.mark(), attempt.startedAt().toEpochMilli(), mac);
        lanes.underWay(seq).ifPresent(operation -> operation.intent(Optional.of(intent)));
        return writes.write(channel, tx -> {
                    tx.operations().intent(seq, intent);
                    return 0;
                })
                .thenRun(() -> failpoints.reached("intent"));
    }

    /**
     * Complete at once: {@link OrderedWrites} lets no later intent of the channel survive without this write, and nothing
     * outside of this process learns that the post was recorded. A crash before the commit leaves the post's own intent,
     * which is read back like any other.
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
        // Of what was sent, be it by an earlier life: the plan may be newer than the post that was found.
        long mac = operation
                .intent()
                .filter(intent -> intent.part() == part)
                .map(OperationRow.Intent::mac)
                .orElse(0L);
        CopyRow copy = new CopyRow(operation.row().lane(), id.value(), operation.group(), part, mac, false);
        boolean last = operation.plan().endsWith(key);
        operation.intent(Optional.empty());
        links.sent(id, copy);
        if (last) {
            operation.finished();
        }
        writes.write(channel, tx -> {
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
                    failpoints.reached(PartNumber.isFile(part) ? "file-recorded" : "recorded");
                });
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> voided(ChannelId channel, String key) {
        long seq = Operation.seqOf(key);
        lanes.underWay(seq).ifPresent(operation -> operation.intent(Optional.empty()));
        return writes.write(channel, tx -> {
            tx.operations().settled(seq);
            return 0;
        });
    }

    @Override
    public boolean isRecorded(MessageId id) {
        return routes.find(id.channel())
                .map(channel -> links.isKnown(channel.number(), id))
                .orElse(false);
    }

    /** When an intent was written, for those who look for its post. */
    static Action.Attempt attemptOf(OperationRow.Intent intent) {
        return new Action.Attempt(intent.attempt(), Instant.ofEpochMilli(intent.startedAt()), intent.mark());
    }
}
