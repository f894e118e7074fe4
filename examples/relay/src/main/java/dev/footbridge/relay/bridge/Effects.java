package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.LedgerTx;
import dev.footbridge.relay.ledger.OperationRow;
import java.sql.SQLException;
import java.util.Optional;

/** Writes down what an operation changed on copies that were there before, and what follows from it. */
final class Effects {

    private final LinkIndex links;
    private final Lanes lanes;

    Effects(LinkIndex links, Lanes lanes) {
        this.links = links;
        this.lanes = lanes;
    }

    /** Inside the transaction that ends the operation. */
    void write(LedgerTx tx, Operation operation) throws SQLException {
        write(tx, operation, operation.plan());
    }

    /** The same for a plan that is not the operation's own any more when the transaction runs. */
    void write(LedgerTx tx, Operation operation, Plan plan) throws SQLException {
        long lane = operation.row().lane();
        for (Plan.Edited edited : plan.edited()) {
            tx.links().sent(lane, edited.copy().value(), edited.mac());
        }
        for (MessageId removed : plan.removed()) {
            tx.links().copyGone(lane, removed.value());
        }
        if (plan.files()) {
            OperationRow files = new OperationRow(
                    tx.operations().newSeq(),
                    lane,
                    OperationRow.Kind.FILES,
                    operation.group(),
                    Optional.empty(),
                    0,
                    operation.row().at(),
                    Optional.empty());
            tx.operations().insert(files);
            lanes.inherits(files.seq(), operation.inheritance());
            tx.undo(() -> lanes.disinherits(files.seq()));
            tx.afterCommit(() -> lanes.add(files));
        }
    }

    /** At once, for the next operation of the lane. */
    void apply(Operation operation) {
        Plan plan = operation.plan();
        for (Plan.Edited edited : plan.edited()) {
            copy(operation, edited.copy())
                    .ifPresent(copy -> links.replaced(new CopyRow(
                            copy.channel(), copy.message(), copy.group(), copy.part(), edited.mac(), copy.gone())));
        }
        for (MessageId removed : plan.removed()) {
            copy(operation, removed)
                    .ifPresent(copy -> links.replaced(
                            new CopyRow(copy.channel(), copy.message(), copy.group(), copy.part(), copy.mac(), true)));
        }
    }

    private Optional<CopyRow> copy(Operation operation, MessageId id) {
        return links.find(operation.group())
                .flatMap(known -> known.copies().stream()
                        .filter(copy -> copy.channel() == operation.row().lane()
                                && copy.message().equals(id.value()))
                        .findFirst());
    }
}
