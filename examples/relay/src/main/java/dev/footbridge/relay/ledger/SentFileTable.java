package dev.footbridge.relay.ledger;

import java.sql.SQLException;
import java.util.List;

/** What was sent of the files of a message: how many bytes, and a keyed hash of them. Never a name or a type. */
public final class SentFileTable {

    private final Statements sql;

    /**
     * One file of a message.
     *
     * @param ordinal its place among the files of the message that the relay posted
     * @param hash keyed, of the bytes
     */
    public record Row(int ordinal, long bytes, String hash) {}

    SentFileTable(Statements sql) {
        this.sql = sql;
    }

    /** Adds a file; one that is there already stays. */
    public void insert(long channel, String message, Row row) throws SQLException {
        sql.update(
                "INSERT OR IGNORE INTO sent_file (channel, message, ordinal, bytes, hash) VALUES (?, ?, ?, ?, ?)",
                channel,
                message,
                row.ordinal(),
                row.bytes(),
                row.hash());
    }

    /** The files of a message in their order. */
    public List<Row> of(long channel, String message) throws SQLException {
        return sql.all(
                "SELECT ordinal, bytes, hash FROM sent_file WHERE channel = ? AND message = ? ORDER BY ordinal",
                row -> new Row(row.getInt(1), row.getLong(2), row.getString(3)),
                channel,
                message);
    }
}
