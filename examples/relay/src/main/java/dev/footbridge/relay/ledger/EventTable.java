package dev.footbridge.relay.ledger;

import java.sql.SQLException;

/** Ids of events that were accepted, so that a second delivery is known as one. */
public final class EventTable {

    private final Statements sql;

    EventTable(Statements sql) {
        this.sql = sql;
    }

    /** Remembers the event; false when it was remembered already. */
    public boolean firstSeen(long workspace, String eventId, long at) throws SQLException {
        return sql.update("INSERT OR IGNORE INTO event (workspace, id, at) VALUES (?, ?, ?)", workspace, eventId, at)
                == 1;
    }

    /** Forgets up to {@code limit} of the oldest events from before a moment; returns how many. */
    public int prune(long before, int limit) throws SQLException {
        return sql.update(
                "DELETE FROM event WHERE at < ? AND seq IN (SELECT seq FROM event ORDER BY seq LIMIT ?)",
                before,
                limit);
    }
}
