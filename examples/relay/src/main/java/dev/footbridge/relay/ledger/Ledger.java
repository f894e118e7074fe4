package dev.footbridge.relay.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

/**
 * The relay's durable memory: one SQLite file, one writer. A write is complete when it survives a crash. Safe for
 * concurrent use.
 */
public final class Ledger implements AutoCloseable {

    private final DirectoryLock lock;
    private final InstallKey key;
    private final Statements writerSql;
    private final LedgerWriter writer;
    private final Statements readerSql;
    private final Tables reader;
    private boolean closed;

    private Ledger(DirectoryLock lock, InstallKey key, Connection writing, Connection reading) throws SQLException {
        this.lock = lock;
        this.key = key;
        writerSql = new Statements(writing);
        writer = new LedgerWriter(writerSql);
        readerSql = new Statements(reading);
        reader = Tables.over(readerSql);
    }

    /**
     * Opens or creates the ledger of a data directory.
     *
     * @throws LedgerException when another process uses it, a newer version wrote it, it is damaged, or the file system
     *     does not grant durability
     */
    public static Ledger open(Path directory) throws LedgerException {
        createDirectory(directory);
        DirectoryLock lock = DirectoryLock.of(directory);
        try {
            SqliteFile file = SqliteFile.in(directory);
            InstallKey key = InstallKey.loadOrCreate(directory);
            Connection writing = file.writer();
            Ledger ledger = new Ledger(lock, key, writing, file.reader());
            ledger.writer.start();
            return ledger;
        } catch (SQLException e) {
            lock.close();
            throw new LedgerException("cannot open the ledger in " + directory + ": " + e.getMessage(), e);
        } catch (LedgerException e) {
            lock.close();
            throw e;
        }
    }

    private static void createDirectory(Path directory) throws LedgerException {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory);
                if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new LedgerException("cannot create the data directory " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Runs work in a transaction that others may share. Completes, on the writer thread, once it survives a crash, or
     * exceptionally with a {@link LedgerException}.
     */
    public <T> CompletableFuture<T> write(LedgerWork<T> work) {
        return writer.submit(work);
    }

    /** Reads what is committed; waits for other readers, never for the writer. */
    public <T> T read(LedgerWork<T> work) throws LedgerException {
        synchronized (readerSql) {
            try {
                return work.run(new LedgerTx(reader));
            } catch (SQLException e) {
                throw new LedgerException("the ledger cannot be read: " + e.getErrorCode(), e);
            }
        }
    }

    /** Whether events can be stored now. */
    public boolean isWritable() {
        return writer.isWritable();
    }

    /** Whether writing may work again; false once closed or broken for good. */
    public boolean isOpen() {
        return writer.isOpen();
    }

    /** The key of this installation. */
    public InstallKey key() {
        return key;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.close();
        try {
            synchronized (readerSql) {
                readerSql.close();
            }
            writerSql.close();
        } catch (SQLException e) {
            // Nothing of what was acknowledged depends on it.
        }
        lock.close();
    }
}
