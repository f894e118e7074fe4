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

    /** The channel's row, made when it is new. A channel that moved gives the row under its old id. */
    public ChannelRow intern(ChannelId channel) throws SQLException {
        long workspace = workspace(channel.workspace());
        sql.update("INSERT OR IGNORE INTO channel (workspace, value) VALUES (?, ?)", workspace, channel.value());
        return sql.first(
                        "SELECT coalesce(b.id, a.id), a.workspace, coalesce(b.bridged_at, a.bridged_at),"
                                + " coalesce(b.repaired_to, a.repaired_to) FROM channel a"
                                + " LEFT JOIN channel b ON b.moved_to = a.id WHERE a.workspace = ? AND a.value = ?",
                        row -> new ChannelRow(row.getLong(1), row.getLong(2), channel, time(row, 3), time(row, 4)),
                        workspace,
                        channel.value())
                .orElseThrow();
    }

    private long workspace(WorkspaceId workspace) throws SQLException {
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
}
