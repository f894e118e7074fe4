package dev.footbridge.relay.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The database file: how connections to it are set up, and what is refused. */
final class SqliteFile {

    /** "FBRD": tells our file from any other SQLite database. */
    static final int APPLICATION_ID = 0x46425244;

    /** Larger files are trusted: checking them would delay every start by many seconds. */
    private static final long CHECKED_SIZE = 512L << 20;

    private final Path path;

    private SqliteFile(Path path) {
        this.path = path;
    }

    static SqliteFile in(Path directory) throws LedgerException {
        Path path = directory.resolve("ledger.db");
        try {
            // SQLite gives its -wal and -shm files the permissions of the database.
            if (!Files.exists(path) && Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return new SqliteFile(path);
        } catch (IOException e) {
            throw new LedgerException("cannot create " + path + ": " + e.getMessage(), e);
        }
    }

    Connection writer() throws LedgerException {
        try {
            Connection connection = connect();
            try {
                prepare(connection);
                return connection;
            } catch (SQLException | LedgerException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new LedgerException(path + " is not a usable ledger: " + e.getMessage(), e);
        }
    }

    Connection reader() throws SQLException {
        Connection connection = connect();
        execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        // Else the driver asks for the row id after every INSERT, although nobody here wants it.
        properties.setProperty("jdbc.get_generated_keys", "false");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath(), properties);
        for (String pragma : List.of(
                "PRAGMA busy_timeout = 5000",
                "PRAGMA temp_store = MEMORY",
                "PRAGMA secure_delete = ON",
                "PRAGMA synchronous = FULL",
                "PRAGMA cache_size = -32768")) {
            execute(connection, pragma);
        }
        return connection;
    }

    private void prepare(Connection connection) throws SQLException, LedgerException {
        long owner = number(connection, "PRAGMA application_id");
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!empty && owner != APPLICATION_ID) {
            throw new LedgerException(path + " belongs to another program: give the relay a data directory of its own");
        }
        if (!empty
                && path.toFile().length() <= CHECKED_SIZE
                && !"ok".equals(text(connection, "PRAGMA quick_check(1)"))) {
            throw new LedgerException(path + " is damaged: restore the data directory from a backup");
        }
        execute(connection, "PRAGMA journal_mode = WAL");
        execute(connection, "PRAGMA journal_size_limit = 67108864");
        execute(connection, "PRAGMA wal_autocheckpoint = 4000");
        execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
        refuseUnsafe(connection);
        Migrations.run(connection, path);
    }

    /** A file system or a build of SQLite may silently not grant what was asked for. */
    private void refuseUnsafe(Connection connection) throws SQLException, LedgerException {
        require("journal_mode", "wal", text(connection, "PRAGMA journal_mode"));
        require("synchronous", "2", text(connection, "PRAGMA synchronous"));
        require("secure_delete", "1", text(connection, "PRAGMA secure_delete"));
    }

    void require(String setting, String wanted, String actual) throws LedgerException {
        if (!actual.toLowerCase(Locale.ROOT).equals(wanted)) {
            throw new LedgerException("SQLite does not grant " + setting + " = " + wanted + " for " + path
                    + " (it says " + actual + "): acknowledged events could be lost; use a local file system");
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }
}
