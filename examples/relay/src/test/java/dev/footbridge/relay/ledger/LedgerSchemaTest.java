package dev.footbridge.relay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows hold ids, codes, times and keyed hashes. A column that is not on this list is refused until somebody has thought. */
class LedgerSchemaTest {

    /** Text columns by what they hold; all others must be integers. */
    private static final Set<String> TEXT = Set.of(
            "workspace.platform", // short name of a platform
            "workspace.value", // id
            "channel.value", // id
            "self.user", // id
            "event.id", // id
            "message_group.message", // id
            "copy.message", // id
            "operation.emoji", // a Unicode emoji, or a name from the operator's emoji table
            "operation.mark", // keyed hash
            "operation.code", // error code
            "reaction.emoji", // a Unicode emoji, or a name from the operator's emoji table
            "reaction.user", // id
            "parked.message", // id
            "parked.emoji", // a Unicode emoji, or a name from the operator's emoji table
            "parked.user", // id
            "file_link.id", // keyed hash
            "group_member.grp", // id
            "group_member.user"); // id

    private static final Set<String> INTEGER = Set.of(
            "workspace.id",
            "channel.id",
            "channel.workspace",
            "channel.bridged_at",
            "channel.repaired_to",
            "channel.moved_to",
            "self.workspace",
            "event.seq",
            "event.workspace",
            "event.at",
            "message_group.id",
            "message_group.origin",
            "message_group.root",
            "message_group.created_at",
            "message_group.version",
            "message_group.edited_at",
            "message_group.gone",
            "message_group.touched_at",
            "copy.channel",
            "copy.grp",
            "copy.part",
            "copy.mac",
            "copy.gone",
            "operation.seq",
            "operation.lane",
            "operation.kind",
            "operation.grp",
            "operation.state",
            "operation.due",
            "operation.at",
            "operation.part",
            "operation.attempt",
            "operation.started_at",
            "operation.mac",
            "reaction.grp",
            "reaction.channel",
            "reaction.part",
            "parked.id",
            "parked.channel",
            "parked.kind",
            "parked.cause",
            "parked.until",
            "file_link.grp",
            "file_link.file",
            "file_link.channel",
            "file_link.expires_at",
            "group_member.workspace",
            "group_member.made");

    @TempDir
    Path directory;

    @Test
    void everyColumnIsOnTheList() throws Exception {
        Ledger.open(directory).close();
        Set<String> text = new TreeSet<>();
        Set<String> integer = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"))) {
            read(connection, text, integer);
        }
        assertThat(text).isEqualTo(new TreeSet<>(TEXT));
        assertThat(integer).isEqualTo(new TreeSet<>(INTEGER));
    }

    @Test
    void aColumnForTextWouldBeNoticed() throws Exception {
        Ledger.open(directory).close();
        Set<String> text = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement sql = connection.createStatement()) {
            sql.execute("ALTER TABLE copy ADD COLUMN body TEXT");
            read(connection, text, new TreeSet<>());
        }
        assertThat(text).contains("copy.body").isNotEqualTo(new TreeSet<>(TEXT));
    }

    private static void read(Connection connection, Set<String> text, Set<String> integer) throws SQLException {
        try (Statement sql = connection.createStatement();
                ResultSet columns = sql.executeQuery("SELECT m.name || '.' || c.name, c.type FROM sqlite_schema m,"
                        + " pragma_table_info(m.name) c WHERE m.type IN ('table', 'view')")) {
            while (columns.next()) {
                (columns.getString(2).equals("INTEGER") ? integer : text).add(columns.getString(1));
            }
        }
    }
}
