package dev.footbridge.relay.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Events that wait for another one or for a repair. */
public final class ParkedTable {

    private static final ParkedRow.Kind[] KINDS = ParkedRow.Kind.values();
    private static final ParkedRow.Cause[] CAUSES = ParkedRow.Cause.values();
    private static final String ROW = "SELECT id, channel, message, kind, cause, until, emoji, user FROM parked WHERE ";

    private final Statements sql;
    private long lastId;

    ParkedTable(Statements sql) throws SQLException {
        this.sql = sql;
        lastId = sql.number("SELECT max(id) FROM parked");
    }

    public long newId() {
        return ++lastId;
    }

    public void insert(ParkedRow parked) throws SQLException {
        sql.update(
                "INSERT INTO parked (id, channel, message, kind, cause, until, emoji, user)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                parked.id(),
                parked.channel(),
                parked.message(),
                parked.kind().ordinal(),
                parked.cause().ordinal(),
                parked.until(),
                parked.emoji().orElse(null),
                parked.user().orElse(null));
    }

    /** Those that wait for a message, in the order they came. */
    public List<ParkedRow> waitingFor(long channel, String message) throws SQLException {
        return sql.all(ROW + "channel = ? AND message = ? ORDER BY id", ParkedTable::parkedOf, channel, message);
    }

    /** The oldest of a channel that wait for its repair. */
    public List<ParkedRow> heldBack(long channel, int limit) throws SQLException {
        return sql.all(
                ROW + "channel = ? AND cause = ? ORDER BY id LIMIT ?",
                ParkedTable::parkedOf,
                channel,
                ParkedRow.Cause.REPAIR.ordinal(),
                limit);
    }

    /** Those whose time is over. */
    public List<ParkedRow> due(long now, int limit) throws SQLException {
        return sql.all(
                ROW + "cause = ? AND until <= ? ORDER BY id LIMIT ?",
                ParkedTable::parkedOf,
                ParkedRow.Cause.UNKNOWN_MESSAGE.ordinal(),
                now,
                limit);
    }

    public long count() throws SQLException {
        return sql.number("SELECT count(*) FROM parked");
    }

    public void delete(long id) throws SQLException {
        sql.update("DELETE FROM parked WHERE id = ?", id);
    }

    private static ParkedRow parkedOf(ResultSet row) throws SQLException {
        return new ParkedRow(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                KINDS[row.getInt(4)],
                CAUSES[row.getInt(5)],
                row.getLong(6),
                Optional.ofNullable(row.getString(7)),
                Optional.ofNullable(row.getString(8)));
    }
}
