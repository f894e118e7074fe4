package dev.footbridge.relay.bridge;

import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.ledger.OperationRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the operations that one event causes; writer thread only. */
final class Outbox {

    private final LedgerTx tx;
    private final long now;
    private final List<OperationRow> rows = new ArrayList<>();

    Outbox(LedgerTx tx, long now) {
        this.tx = tx;
        this.now = now;
    }

    void add(OperationRow.Kind kind, long group, List<BridgedChannel> lanes) throws SQLException {
        for (BridgedChannel lane : lanes) {
            add(kind, group, lane, Optional.empty());
        }
    }

    void add(OperationRow.Kind kind, long group, BridgedChannel lane, Optional<String> emoji) throws SQLException {
        OperationRow row =
                new OperationRow(tx.operations().newSeq(), lane.number(), kind, group, emoji, 0, now, Optional.empty());
        tx.operations().insert(row);
        rows.add(row);
    }

    /** Hands the operations over once they survive a crash; without any the event is ignored for this reason. */
    void release(Fate fate, String otherwise, Lanes lanes) {
        if (rows.isEmpty()) {
            tx.afterCommit(() -> fate.ignored(otherwise));
            return;
        }
        // Before the commit: a lane that reads its backlog right after it must find the ticket.
        Optional<Ticket> ticket = fate.ticket(rows.size());
        for (OperationRow row : rows) {
            ticket.ifPresent(held -> lanes.expect(row.seq(), held));
            tx.undo(() -> lanes.unexpect(row.seq()));
        }
        tx.afterCommit(() -> {
            fate.started();
            rows.forEach(lanes::add);
        });
    }
}
