package dev.footbridge.relay.ledger;

import java.sql.SQLException;
import java.util.Optional;

/** Links to files, as long as the messages they hang on are remembered. */
public final class FileLinkTable {

    private final Statements sql;

    FileLinkTable(Statements sql) {
        this.sql = sql;
    }

    /** Adds a link; one that is there already keeps its time. False when it was there. */
    public boolean insert(FileLinkRow link) throws SQLException {
        return sql.update(
                        "INSERT OR IGNORE INTO file_link (id, grp, file, channel, expires_at) VALUES (?, ?, ?, ?, ?)",
                        link.id(),
                        link.group(),
                        link.file(),
                        link.channel(),
                        link.expiresAt())
                == 1;
    }

    public Optional<FileLinkRow> find(String id) throws SQLException {
        return sql.first(
                "SELECT id, grp, file, channel, expires_at FROM file_link WHERE id = ?",
                row -> new FileLinkRow(
                        row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)),
                id);
    }
}
