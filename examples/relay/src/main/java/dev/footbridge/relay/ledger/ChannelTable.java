package dev.footbridge.relay.ledger;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Channels by small numbers, so that other rows stay short. */
public final class ChannelTable {

    private final Statements sql;

    ChannelTable(Statements sql) {
        this.sql = sql;
    }

    /**
     * The channel's row, made when it is new. One that moved keeps the row of its first id, and its newest id, whichever
     * of its ids is asked for.
     */
    public ChannelRow intern(ChannelId channel) throws SQLException {
        long workspace = workspace(channel.workspace());
        sql.update("INSERT OR IGNORE INTO channel (workspace, value) VALUES (?, ?)", workspace, channel.value());
        long id = sql.number("SELECT id FROM channel WHERE workspace = ? AND value = ?", workspace, channel.value());
        long first = sql.number("SELECT id FROM channel WHERE moved_to = ?", id);
        return sql.first(
                        "SELECT a.id, a.bridged_at, a.repaired_to, coalesce(b.value, a.value) FROM channel a"
                                + " LEFT JOIN channel b ON b.id = a.moved_to WHERE a.id = ?",
                        row -> new ChannelRow(
                                row.getLong(1),
                                workspace,
                                new ChannelId(channel.workspace(), row.getString(4)),
                                time(row, 2),
                                time(row, 3)),
                        first == 0 ? id : first)
                .orElseThrow();
    }

    /** The workspace's number, made when it is new. */
    public long workspace(WorkspaceId workspace) throws SQLException {
        String platform = workspace.platform().value();
        sql.update("INSERT OR IGNORE INTO workspace (platform, value) VALUES (?, ?)", platform, workspace.value());
        return sql.number("SELECT id FROM workspace WHERE platform = ? AND value = ?", platform, workspace.value());
    }

    private static OptionalLong time(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Carries the channel's messages from this moment on. */
    public void bridged(long channel, long at) throws SQLException {
        sql.update("UPDATE channel SET bridged_at = ?, repaired_to = ? WHERE id = ?", at, at, channel);
    }

    /** The history is compared up to this moment. */
    public void repaired(long channel, long to) throws SQLException {
        sql.update("UPDATE channel SET repaired_to = ? WHERE id = ? AND repaired_to < ?", to, channel, to);
    }

    /** The platform gave the channel a new id: links stay with the row of the old one. */
    public void moved(long channel, ChannelId to) throws SQLException {
        long workspace = workspace(to.workspace());
        sql.update("INSERT OR IGNORE INTO channel (workspace, value) VALUES (?, ?)", workspace, to.value());
        sql.update(
                "UPDATE channel SET moved_to = (SELECT id FROM channel WHERE workspace = ? AND value = ?) WHERE id = ?",
                workspace,
                to.value(),
                channel);
    }

    /** Compares the history again from an earlier moment on. */
    public void doubtful(long channel, long since) throws SQLException {
        sql.update(
                "UPDATE channel SET repaired_to = max(bridged_at, ?) WHERE id = ? AND repaired_to > ?",
                since,
                channel,
                since);
    }

    /** Up to when the history is compared. */
    public long repairedTo(long channel) throws SQLException {
        return sql.number("SELECT repaired_to FROM channel WHERE id = ?", channel);
    }

    /** Remembers an account of the relay itself. */
    public void self(long workspace, String user) throws SQLException {
        sql.update("INSERT OR IGNORE INTO self (workspace, user) VALUES (?, ?)", workspace, user);
    }

    /** The relay's own accounts in a workspace. */
    public java.util.List<String> selves(long workspace) throws SQLException {
        return sql.all("SELECT user FROM self WHERE workspace = ?", row -> row.getString(1), workspace);
    }
}
