package dev.footbridge.relay.ledger;

import java.sql.SQLException;

/**
 * Something done inside a transaction, on the writer thread. May run a second time when the transaction of the first
 * was rolled back; what it changed outside the database must then have been undone, see {@link LedgerTx#undo}.
 */
@FunctionalInterface
public interface LedgerWork<T> {

    T run(LedgerTx tx) throws SQLException;
}
