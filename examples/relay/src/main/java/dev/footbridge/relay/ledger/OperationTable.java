package dev.footbridge.relay.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The outbox: what is still to be done, lane by lane, and what was given up. What is done is deleted. */
public final class OperationTable {

    private static final int READY = 0;
    private static final int INTENT = 1;
    private static final int DEAD = 2;

    private static final OperationRow.Kind[] KINDS = OperationRow.Kind.values();
    private static final String PENDING =
            "SELECT seq, lane, kind, grp, emoji, due, at, part, attempt, mark, started_at, mac FROM operation WHERE ";

    private final Statements sql;
    private long lastSeq;

    OperationTable(Statements sql) throws SQLException {
        this.sql = sql;
        lastSeq = sql.number("SELECT max(seq) FROM operation");
    }

    /** The next place in the order. */
    public long newSeq() {
        return ++lastSeq;
    }

    public void insert(OperationRow operation) throws SQLException {
        sql.update(
                "INSERT INTO operation (seq, lane, kind, grp, emoji, state, due, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                operation.seq(),
                operation.lane(),
                operation.kind().ordinal(),
                operation.group(),
                operation.emoji().orElse(null),
                READY,
                operation.due(),
                operation.at());
    }

    public void intent(long seq, OperationRow.Intent intent) throws SQLException {
        sql.update(
                "UPDATE operation SET state = ?, part = ?, attempt = ?, mark = ?, started_at = ?, mac = ? WHERE seq = ?",
                INTENT,
                intent.part(),
                intent.attempt(),
                intent.mark(),
                intent.startedAt(),
                intent.mac(),
                seq);
    }

    /** The intent is settled, one way or the other. */
    public void settled(long seq) throws SQLException {
        sql.update(
                "UPDATE operation SET state = ?, part = NULL, attempt = NULL, mark = NULL, started_at = NULL, mac = NULL"
                        + " WHERE seq = ? AND state < ?",
                READY,
                seq,
                DEAD);
    }

    public void done(long seq) throws SQLException {
        sql.update("DELETE FROM operation WHERE seq = ?", seq);
    }

    public void dead(long seq, String code, long at) throws SQLException {
        sql.update("UPDATE operation SET state = ?, code = ?, at = ? WHERE seq = ?", DEAD, code, at, seq);
    }

    /** A lane's operations after a place in the order: those that move files, or all others. */
    public List<OperationRow> pending(long lane, boolean files, long after, int limit) throws SQLException {
        return sql.all(
                PENDING + "state < 2 AND lane = ? AND (kind = ?) = ? AND seq > ? ORDER BY seq LIMIT ?",
                OperationTable::pendingOf,
                lane,
                OperationRow.Kind.FILES.ordinal(),
                files ? 1 : 0,
                after,
                limit);
    }

    public long countPending(long lane, boolean files) throws SQLException {
        return sql.number(
                "SELECT count(*) FROM operation WHERE state < 2 AND lane = ? AND (kind = ?) = ?",
                lane,
                OperationRow.Kind.FILES.ordinal(),
                files ? 1 : 0);
    }

    /** The oldest dead letters after a place in the order. */
    public List<DeadLetter> dead(long after, int limit) throws SQLException {
        return sql.all(
                "SELECT seq, lane, kind, grp, code, at FROM operation WHERE state = 2 AND seq > ? ORDER BY seq LIMIT ?",
                row -> new DeadLetter(
                        row.getLong(1),
                        row.getLong(2),
                        KINDS[row.getInt(3)],
                        row.getLong(4),
                        row.getString(5),
                        row.getLong(6)),
                after,
                limit);
    }

    /** Takes a dead letter back as it was; empty when there is none. */
    public Optional<OperationRow> revive(long seq, long newSeq, long at) throws SQLException {
        int changed = sql.update(
                "UPDATE operation SET seq = ?, state = CASE WHEN mark IS NULL THEN 0 ELSE 1 END, code = NULL, due = 0,"
                        + " at = ? WHERE seq = ? AND state = 2",
                newSeq,
                at,
                seq);
        return changed == 0 ? Optional.empty() : sql.first(PENDING + "seq = ?", OperationTable::pendingOf, newSeq);
    }

    private static OperationRow pendingOf(ResultSet row) throws SQLException {
        int part = row.getInt(8);
        Optional<OperationRow.Intent> intent = row.wasNull()
                ? Optional.empty()
                : Optional.of(new OperationRow.Intent(
                        part, row.getInt(9), row.getString(10), row.getLong(11), row.getLong(12)));
        return new OperationRow(
                row.getLong(1),
                row.getLong(2),
                KINDS[row.getInt(3)],
                row.getLong(4),
                Optional.ofNullable(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                intent);
    }
}
