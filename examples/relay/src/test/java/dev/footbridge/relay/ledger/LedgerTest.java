package dev.footbridge.relay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final ChannelId CHANNEL = new ChannelId(new WorkspaceId(new Platform("one"), "home"), "general");

    @TempDir
    Path directory;

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("ledger.db"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void aSecondLedgerOnTheSameDirectoryIsRefused() throws Exception {
        try (Ledger first = Ledger.open(directory)) {
            assertThat(first.isWritable()).isTrue();
            assertThatThrownBy(() -> Ledger.open(directory))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("another relay is using the data directory");
        }
        Ledger.open(directory).close();
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        Ledger.open(directory).close();
        sql("PRAGMA user_version = 99");
        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("newer relay (schema 99");
    }

    @Test
    void anotherProgramsDatabaseIsRefused() throws Exception {
        sql("CREATE TABLE shopping (item TEXT)");
        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("belongs to another program");
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        Ledger.open(directory).close();
        Path file = directory.resolve("ledger.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4096; i < bytes.length; i += 7) {
            bytes[i] ^= 0x55;
        }
        Files.write(file, bytes);
        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageMatching("(?s).*(damaged|not a usable ledger).*");
    }

    @Test
    void settingsThatWouldLoseEventsAreRefused() throws Exception {
        SqliteFile file = SqliteFile.in(directory);
        assertThatThrownBy(() -> file.require("journal_mode", "wal", "delete"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("journal_mode = wal")
                .hasMessageContaining("local file system");
        try (Connection connection = file.writer();
                Statement sql = connection.createStatement()) {
            assertThat(sql.executeQuery("PRAGMA synchronous").getInt(1)).isEqualTo(2);
            assertThat(sql.executeQuery("PRAGMA secure_delete").getInt(1)).isEqualTo(1);
            assertThat(sql.executeQuery("PRAGMA journal_mode").getString(1)).isEqualTo("wal");
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws Exception {
        Ledger.open(directory).close();
        Path key = directory.resolve("install.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ledger.db"))))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Ledger.open(directory))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void whatIsCommittedIsThereAfterwards() throws Exception {
        long id;
        try (Ledger ledger = Ledger.open(directory)) {
            id = ledger.write(tx -> tx.channels().intern(CHANNEL).id()).get();
            assertThat(ledger.write(tx -> tx.events().firstSeen(1, "e1", 5)).get())
                    .isTrue();
            assertThat(ledger.write(tx -> tx.events().firstSeen(1, "e1", 6)).get())
                    .isFalse();
        }
        try (Ledger ledger = Ledger.open(directory)) {
            assertThat(ledger.write(tx -> tx.channels().intern(CHANNEL).id()).get())
                    .isEqualTo(id);
            assertThat(ledger.write(tx -> tx.events().firstSeen(1, "e1", 7)).get())
                    .isFalse();
        }
    }

    @Test
    void oneFailingWorkDoesNotFailTheOthersOfItsTransaction() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            List<CompletableFuture<Boolean>> good = new ArrayList<>();
            List<CompletableFuture<Integer>> bad = new ArrayList<>();
            AtomicInteger undone = new AtomicInteger();
            ledger.write(tx -> {
                        // Holds the writer until all are queued, so that they share a transaction.
                        for (int i = 0; i < 20; i++) {
                            String event = "e" + i;
                            good.add(ledger.write(inner -> {
                                inner.undo(undone::incrementAndGet);
                                return inner.events().firstSeen(1, event, 1);
                            }));
                        }
                        bad.add(ledger.write(inner -> {
                            throw new SQLException("refused");
                        }));
                        return 0;
                    })
                    .get();
            for (CompletableFuture<Boolean> written : good) {
                assertThat(written.get()).isTrue();
            }
            assertThat(bad.get(0)).failsWithin(java.time.Duration.ofSeconds(5));
            assertThat(undone).hasValue(20);
        }
    }

    @Test
    void afterAFailureTheLedgerIsUnwritableUntilAWriteWorks() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            CompletableFuture<Integer> failing = ledger.write(tx -> {
                throw new SQLException("no room");
            });
            assertThat(failing).failsWithin(java.time.Duration.ofSeconds(5));
            org.awaitility.Awaitility.await().until(ledger::isWritable);
        }
    }

    @Test
    void aChannelThatMovedKeepsItsNumberUnderBothIds() throws Exception {
        ChannelId moved = new ChannelId(CHANNEL.workspace(), "elsewhere");
        try (Ledger ledger = Ledger.open(directory)) {
            long id = ledger.write(tx -> tx.channels().intern(CHANNEL).id()).get();
            ledger.write(tx -> {
                        tx.channels().moved(id, moved);
                        return 0;
                    })
                    .get();
            assertThat(ledger.write(tx -> tx.channels().intern(moved)).get().id())
                    .isEqualTo(id);
            assertThat(ledger.write(tx -> tx.channels().intern(CHANNEL)).get().channel())
                    .isEqualTo(moved);
        }
    }

    @Test
    void oldEventsAndLinksAreForgotten() throws Exception {
        try (Ledger ledger = Ledger.open(directory)) {
            ledger.write(tx -> {
                        for (int i = 0; i < 10; i++) {
                            tx.events().firstSeen(1, "e" + i, i);
                            tx.links()
                                    .insert(
                                            new GroupRow(
                                                    tx.links().newGroup(),
                                                    1,
                                                    "m" + i,
                                                    java.util.OptionalLong.empty(),
                                                    i,
                                                    1,
                                                    0,
                                                    false),
                                            i);
                        }
                        return 0;
                    })
                    .get();
            assertThat(ledger.write(tx -> tx.events().prune(5, 100)).get()).isEqualTo(5);
            assertThat(ledger.write(tx -> tx.links().prune(5, 100)).get()).isEqualTo(5);
            Optional<CopyRow> old = ledger.read(tx -> tx.links().copy(1, "m4"));
            Optional<CopyRow> young = ledger.read(tx -> tx.links().copy(1, "m5"));
            assertThat(old).isEmpty();
            assertThat(young).isPresent();
        }
    }
}
