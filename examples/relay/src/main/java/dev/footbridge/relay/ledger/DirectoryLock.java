package dev.footbridge.relay.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process (or a second ledger of this one) out of a data directory; gone with the process. */
final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock of(Path directory) throws LedgerException {
        Path file = directory.resolve("relay.lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same refusal as for another one.
        } catch (IOException e) {
            closeQuietly(channel);
            throw new LedgerException("cannot lock " + file + ": " + e.getMessage(), e);
        }
        closeQuietly(channel);
        throw new LedgerException("another relay is using the data directory " + directory
                + ": stop it first, or give this one a directory of its own");
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock goes with the process at the latest.
            }
        }
    }
}
