package dev.footbridge.relay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version wrote is still known. */
class UpgradeTest {

    @TempDir
    Path directory;

    @Test
    void theFirstSchemaBecomesTheNewest() throws Exception {
        Path data = directory.resolve("data");
        Ledger.open(data).close();
        for (String file : new String[] {"ledger.db", "ledger.db-wal", "ledger.db-shm"}) {
            Files.deleteIfExists(data.resolve(file));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ledger.db"));
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("PRAGMA journal_mode = WAL");
            for (String statement : script("0001-start.sql").split(";")) {
                if (!statement.isBlank()) {
                    sql.executeUpdate(statement);
                }
            }
            sql.executeUpdate("INSERT INTO message_group VALUES (7, 1, 'm', NULL, 5, 1, 0, 0, 5)");
            sql.executeUpdate("INSERT INTO reaction VALUES (7, '+', 1, 'ann'), (7, '+', 2, 'bob')");
            sql.executeUpdate(
                    "INSERT INTO operation (seq, lane, kind, grp, state, due, at, part, attempt, mark, started_at)"
                            + " VALUES (3, 2, 0, 7, 1, 0, 5, 0, 1, 'mark', 5)");
            sql.executeUpdate("PRAGMA application_id = " + SqliteFile.APPLICATION_ID);
            sql.executeUpdate("PRAGMA user_version = 1");
        }

        try (Ledger ledger = Ledger.open(data)) {
            List<ReactionTable.Row> reactions = ledger.read(tx -> tx.reactions().of(7));
            assertThat(reactions)
                    .containsExactly(
                            new ReactionTable.Row("+", 1, "ann", CopyRow.ORIGINAL),
                            new ReactionTable.Row("+", 2, "bob", 0));
            List<OperationRow> pending = ledger.read(tx -> tx.operations().pending(2, false, 0, 10));
            assertThat(pending.get(0).intent()).contains(new OperationRow.Intent(0, 1, "mark", 5, 0));
        }
    }

    private static String script(String name) throws Exception {
        try (InputStream in = Ledger.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)--.*$", "");
        }
    }
}
