package dev.footbridge.relay.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings a database to this version's schema: forward only, one transaction per step, killed or done. */
final class Migrations {

    /** In order; a step that was released never changes. */
    private static final List<String> STEPS =
            List.of("0001-start.sql", "0002-which-part.sql", "0003-file-links.sql", "0004-group-members.sql");

    private Migrations() {}

    static void run(Connection connection, Path path) throws SQLException, LedgerException {
        int version = (int) SqliteFile.number(connection, "PRAGMA user_version");
        if (version > STEPS.size()) {
            throw new LedgerException(path + " was written by a newer relay (schema " + version + ", this one knows "
                    + STEPS.size() + "): start that version, or restore a backup of the data directory");
        }
        for (int step = version; step < STEPS.size(); step++) {
            SqliteFile.execute(connection, "BEGIN IMMEDIATE");
            try {
                for (String statement : statements(STEPS.get(step))) {
                    SqliteFile.execute(connection, statement);
                }
                SqliteFile.execute(connection, "PRAGMA user_version = " + (step + 1));
                SqliteFile.execute(connection, "COMMIT");
            } catch (SQLException e) {
                SqliteFile.execute(connection, "ROLLBACK");
                throw e;
            }
        }
    }

    private static List<String> statements(String name) throws LedgerException {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new LedgerException("the relay's jar lacks " + name);
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)--.*$", "");
            return List.of(script.split(";")).stream()
                    .map(String::strip)
                    .filter(sql -> !sql.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new LedgerException("cannot read " + name, e);
        }
    }
}
