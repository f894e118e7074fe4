package dev.footbridge.relay.ledger;

import dev.footbridge.core.id.WorkspaceId;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The memberships in groups for single sign-on that the relay made or is about to make. Whose account is not here is nobody that
 * the relay may take out.
 */
public final class GroupMemberTable {

    private static final String OF =
            " WHERE workspace = (SELECT id FROM workspace WHERE platform = ? AND value = ?) AND grp = ?";

    private final Statements sql;

    GroupMemberTable(Statements sql) {
        this.sql = sql;
    }

    /** The groups of a workspace with members of the relay's. */
    public Set<String> groups(WorkspaceId workspace) throws SQLException {
        return new HashSet<>(sql.all(
                "SELECT DISTINCT grp FROM group_member"
                        + " WHERE workspace = (SELECT id FROM workspace WHERE platform = ? AND value = ?)",
                row -> row.getString(1),
                workspace.platform().value(),
                workspace.value()));
    }

    /** The accounts of a group, and whether it is certain that the relay put each in. */
    public Map<String, Boolean> of(WorkspaceId workspace, String group) throws SQLException {
        Map<String, Boolean> members = new LinkedHashMap<>();
        sql.all(
                        "SELECT user, made FROM group_member" + OF + " ORDER BY user",
                        row -> Map.entry(row.getString(1), row.getInt(2) == 1),
                        workspace.platform().value(),
                        workspace.value(),
                        group)
                .forEach(row -> members.put(row.getKey(), row.getValue()));
        return members;
    }

    /** The relay is about to put an account in. */
    public void intend(long workspace, String group, String user) throws SQLException {
        sql.update("INSERT INTO group_member (workspace, grp, user, made) VALUES (?, ?, ?, 0)", workspace, group, user);
    }

    /** It is in, by the relay. */
    public void made(WorkspaceId workspace, String group, String user) throws SQLException {
        sql.update(
                "UPDATE group_member SET made = 1" + OF + " AND user = ?",
                workspace.platform().value(),
                workspace.value(),
                group,
                user);
    }

    /** It is not in, or not by the relay. */
    public void forget(WorkspaceId workspace, String group, String user) throws SQLException {
        sql.update(
                "DELETE FROM group_member" + OF + " AND user = ?",
                workspace.platform().value(),
                workspace.value(),
                group,
                user);
    }
}
