package dev.footbridge.relay.ledger;

import java.sql.SQLException;
import java.util.List;

/** Who reacted with what, and where; the relay's own reactions are not in here. */
public final class ReactionTable {

    /** One person's emoji under one message of a group; {@code part} as in {@link CopyRow}. */
    public record Row(String emoji, long channel, String user, int part) {}

    private final Statements sql;

    ReactionTable(Statements sql) {
        this.sql = sql;
    }

    /** False when it was there. */
    public boolean add(long group, Row reaction) throws SQLException {
        return sql.update(
                        "INSERT OR IGNORE INTO reaction (grp, emoji, channel, user, part) VALUES (?, ?, ?, ?, ?)",
                        group,
                        reaction.emoji(),
                        reaction.channel(),
                        reaction.user(),
                        reaction.part())
                == 1;
    }

    /** False when it was not there. */
    public boolean remove(long group, Row reaction) throws SQLException {
        return sql.update(
                        "DELETE FROM reaction WHERE grp = ? AND emoji = ? AND channel = ? AND user = ? AND part = ?",
                        group,
                        reaction.emoji(),
                        reaction.channel(),
                        reaction.user(),
                        reaction.part())
                == 1;
    }

    public List<Row> of(long group) throws SQLException {
        return sql.all(
                "SELECT emoji, channel, user, part FROM reaction WHERE grp = ?",
                row -> new Row(row.getString(1), row.getLong(2), row.getString(3), row.getInt(4)),
                group);
    }
}
