package dev.footbridge.relay.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** "These messages are the same one": groups and their copies, durable and symmetric. */
public final class LinkTable {

    private static final String GROUP =
            "SELECT id, origin, message, root, created_at, version, edited_at, gone FROM message_group WHERE ";
    private static final String COPY = "SELECT channel, message, grp, part, mac, gone FROM copy WHERE ";

    private final Statements sql;
    private long lastGroup;

    LinkTable(Statements sql) throws SQLException {
        this.sql = sql;
        lastGroup = sql.number("SELECT max(id) FROM message_group");
    }

    /** A number that no group has; one that a rollback gave back is not used again. */
    public long newGroup() {
        return ++lastGroup;
    }

    public void insert(GroupRow group, long at) throws SQLException {
        sql.update(
                "INSERT INTO message_group (id, origin, message, root, created_at, version, edited_at, gone,"
                        + " touched_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                group.id(),
                group.origin(),
                group.message(),
                group.root().isPresent() ? group.root().getAsLong() : null,
                group.createdAt(),
                group.version(),
                group.editedAt(),
                group.gone() ? 1 : 0,
                at);
        insert(new CopyRow(group.origin(), group.message(), group.id(), CopyRow.ORIGINAL, 0, false));
    }

    /** Adds a copy; one that is there already stays. */
    public void insert(CopyRow copy) throws SQLException {
        sql.update(
                "INSERT OR IGNORE INTO copy (channel, message, grp, part, mac, gone) VALUES (?, ?, ?, ?, ?, ?)",
                copy.channel(),
                copy.message(),
                copy.group(),
                copy.part(),
                copy.mac(),
                copy.gone() ? 1 : 0);
    }

    public Optional<GroupRow> group(long id) throws SQLException {
        return sql.first(GROUP + "id = ?", LinkTable::groupOf, id);
    }

    public Optional<CopyRow> copy(long channel, String message) throws SQLException {
        return sql.first(COPY + "channel = ? AND message = ?", LinkTable::copyOf, channel, message);
    }

    public List<CopyRow> copies(long group) throws SQLException {
        return sql.all(COPY + "grp = ? ORDER BY channel, part", LinkTable::copyOf, group);
    }

    /** Groups that were written in a channel within a time, both ends included, and are not gone. */
    public List<GroupRow> written(long origin, long from, long to) throws SQLException {
        return sql.all(
                GROUP + "origin = ? AND created_at BETWEEN ? AND ? AND gone = 0", LinkTable::groupOf, origin, from, to);
    }

    /** Threads of a channel that had a reply or were touched since a moment, newest first. */
    public List<GroupRow> activeThreads(long origin, long since, int limit) throws SQLException {
        return sql.all(
                GROUP + "gone = 0 AND id IN (SELECT root FROM message_group WHERE root IS NOT NULL AND origin = ?"
                        + " AND created_at >= ? ORDER BY created_at DESC) LIMIT ?",
                LinkTable::groupOf,
                origin,
                since,
                limit);
    }

    /** Takes over what the source says about a group. */
    public void seen(GroupRow group, long at) throws SQLException {
        sql.update(
                "UPDATE message_group SET version = ?, edited_at = ?, created_at = ?, touched_at = ? WHERE id = ?",
                group.version(),
                group.editedAt(),
                group.createdAt(),
                at,
                group.id());
    }

    public void gone(long group, long at) throws SQLException {
        sql.update("UPDATE message_group SET gone = 1, touched_at = ? WHERE id = ?", at, group);
    }

    public void sent(long channel, String message, long mac) throws SQLException {
        sql.update("UPDATE copy SET mac = ? WHERE channel = ? AND message = ?", mac, channel, message);
    }

    public void copyGone(long channel, String message) throws SQLException {
        sql.update("UPDATE copy SET gone = 1 WHERE channel = ? AND message = ?", channel, message);
    }

    /** Forgets up to {@code limit} groups that were not touched since a moment; returns how many. */
    public int prune(long before, int limit) throws SQLException {
        List<Long> old = sql.all(
                "SELECT id FROM message_group WHERE touched_at < ? AND id IN"
                        + " (SELECT id FROM message_group ORDER BY id LIMIT ?)"
                        + " AND NOT EXISTS (SELECT 1 FROM operation WHERE grp = message_group.id)",
                row -> row.getLong(1),
                before,
                limit);
        for (long group : old) {
            sql.update("DELETE FROM copy WHERE grp = ?", group);
            sql.update("DELETE FROM reaction WHERE grp = ?", group);
            sql.update("DELETE FROM file_link WHERE grp = ?", group);
            sql.update("DELETE FROM message_group WHERE id = ?", group);
        }
        return old.size();
    }

    private static GroupRow groupOf(ResultSet row) throws SQLException {
        long root = row.getLong(4);
        OptionalLong rootGroup = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(root);
        return new GroupRow(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                rootGroup,
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8) != 0);
    }

    private static CopyRow copyOf(ResultSet row) throws SQLException {
        return new CopyRow(
                row.getLong(1), row.getString(2), row.getLong(3), row.getInt(4), row.getLong(5), row.getLong(6) != 0);
    }
}
