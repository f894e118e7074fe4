package dev.footbridge.relay.bridge;

import dev.footbridge.core.id.MessageId;
import dev.footbridge.relay.ledger.CopyRow;
import dev.footbridge.relay.ledger.LedgerTx;
import java.sql.SQLException;
import java.util.Optional;

/** Writes down what an operation changed on copies that were there before. */
final class Effects {

    private final LinkIndex links;

    Effects(LinkIndex links) {
        this.links = links;
    }

    /** Inside the transaction that ends the operation. */
    void write(LedgerTx tx, Operation operation) throws SQLException {
        Plan plan = operation.plan();
        long lane = operation.row().lane();
        for (Plan.Edited edited : plan.edited()) {
            tx.links().sent(lane, edited.copy().value(), edited.mac());
        }
        for (MessageId removed : plan.removed()) {
            tx.links().copyGone(lane, removed.value());
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
