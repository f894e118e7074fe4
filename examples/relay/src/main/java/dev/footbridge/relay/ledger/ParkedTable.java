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

    /** The last number that was given. */
    public long lastId() throws SQLException {
        return sql.number("SELECT max(id) FROM parked");
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

    /** The oldest of a channel that are to be read at their source. */
    public List<ParkedRow> toRead(long channel, int limit) throws SQLException {
        return sql.all(
                ROW + "channel = ? AND cause = ? ORDER BY id LIMIT ?",
                ParkedTable::parkedOf,
                channel,
                ParkedRow.Cause.READING.ordinal(),
                limit);
    }

    public long countToRead(long channel) throws SQLException {
        return sql.number(
                "SELECT count(*) FROM parked WHERE channel = ? AND cause = ?",
                channel,
                ParkedRow.Cause.READING.ordinal());
    }

    /** Those that waited long enough are to be read; returns how many there are for each channel. */
    public java.util.Map<Long, Long> overdue(long now) throws SQLException {
        List<Long> channels = sql.all(
                "SELECT channel FROM parked WHERE cause = ? AND until <= ?",
                row -> row.getLong(1),
                ParkedRow.Cause.UNKNOWN_MESSAGE.ordinal(),
                now);
        sql.update(
                "UPDATE parked SET cause = ? WHERE cause = ? AND until <= ?",
                ParkedRow.Cause.READING.ordinal(),
                ParkedRow.Cause.UNKNOWN_MESSAGE.ordinal(),
                now);
        return channels.stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        channel -> channel, java.util.stream.Collectors.counting()));
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
