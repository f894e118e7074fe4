package dev.footbridge.relay.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * The one thread that writes. Whatever waits when a commit ends goes into the next transaction together, so one fsync
 * pays for many writes and nobody waits on purpose.
 */
final class LedgerWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final int MAX_BATCH = 512;
    private static final int MAX_WAITING = 20_000;

    private record Job<T>(LedgerWork<T> work, CompletableFuture<T> done) {

        private @Nullable Runnable run(LedgerTx tx) throws SQLException {
            T value = work.run(tx);
            return () -> done.complete(value);
        }
    }

    private enum Health {
        FINE,
        /** The last write failed; the next may work again, for example when the disk has room. */
        FAILING,
        /** Nothing more is written: what the disk holds is not known after a failed fsync. */
        BROKEN
    }

    private final BlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final Statements sql;
    private final LedgerTx tx;
    private final Thread thread;
    private volatile Health health = Health.FINE;
    private volatile boolean closing;

    LedgerWriter(Statements sql) throws SQLException {
        this.sql = sql;
        tx = new LedgerTx(Tables.over(sql));
        thread = new Thread(this, "ledger-writer");
    }

    void start() {
        thread.start();
    }

    /** Whether the last write worked; asks for another one when it did not. */
    boolean isWritable() {
        if (health == Health.FAILING) {
            submit(tx -> 0);
        }
        return health == Health.FINE && thread.isAlive();
    }

    boolean isOpen() {
        return !closing && health != Health.BROKEN;
    }

    <T> CompletableFuture<T> submit(LedgerWork<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        if (closing || health == Health.BROKEN) {
            done.completeExceptionally(new LedgerException("the ledger is closed"));
        } else if (!waiting.offer(new Job<>(work, done))) {
            done.completeExceptionally(new LedgerException("the ledger cannot keep up"));
        } else if (!thread.isAlive() && closing) {
            refuseWaiting();
        }
        return done;
    }

    @Override
    public void run() {
        List<Job<?>> batch = new ArrayList<>(MAX_BATCH);
        try {
            while (health != Health.BROKEN) {
                Job<?> first = waiting.poll(50, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, MAX_BATCH - 1);
                    together(batch);
                    batch.clear();
                } else if (closing) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closing = true;
            refuseWaiting();
        }
    }

    private void together(List<Job<?>> batch) {
        List<Runnable> completions = new ArrayList<>(batch.size());
        try {
            sql.update("BEGIN IMMEDIATE");
            for (Job<?> job : batch) {
                completions.add(job.run(tx));
            }
            sql.update("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack();
            if (batch.size() > 1 && !isFatal(e)) {
                // One of them is to blame: the others must not fail with it.
                batch.forEach(job -> together(List.of(job)));
            } else {
                failed(batch, e);
            }
            return;
        }
        health = Health.FINE;
        tx.committed();
        completions.forEach(Runnable::run);
    }

    private void failed(List<Job<?>> batch, Exception cause) {
        String code = cause instanceof SQLiteException sqlite
                ? sqlite.getResultCode().name()
                : cause.getClass().getSimpleName();
        if (cause instanceof SQLException) {
            health = isFatal(cause) ? Health.BROKEN : Health.FAILING;
        }
        // A bug in our own work is worth its stack; SQLite's message may name values.
        LOG.error("ledger write failed: {}", code, cause instanceof RuntimeException ? cause : null);
        LedgerException failure = new LedgerException("the ledger cannot be written: " + code);
        batch.forEach(job -> job.done().completeExceptionally(failure));
    }

    private void rollBack() {
        try {
            sql.update("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself.
        }
        tx.rolledBack();
    }

    /** After a failed write or sync the file's state is unknown; the same sync must not be tried again. */
    private static boolean isFatal(Exception e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return false;
        }
        int primary = sqlite.getResultCode().code & 0xff;
        return primary == org.sqlite.SQLiteErrorCode.SQLITE_IOERR.code
                || primary == org.sqlite.SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == org.sqlite.SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private void refuseWaiting() {
        List<Job<?>> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(job -> job.done().completeExceptionally(new LedgerException("the ledger is closed")));
    }

    /** Writes what waits, then stops. */
    void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive() && Thread.currentThread() != thread) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
