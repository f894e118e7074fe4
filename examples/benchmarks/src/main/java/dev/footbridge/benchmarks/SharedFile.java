package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A file that somebody shares at a source, and every copy of it that came to a target. Safe for concurrent use. */
final class SharedFile {

    private static final long NEVER = Long.MIN_VALUE;

    /** A whole copy; its hash is empty when it was compared byte by byte instead. */
    private record Copy(Optional<String> sha256, boolean sound) {}

    private final SharedFiles all;
    private final int number;
    private final FileBytes bytes;
    private final List<Copy> copies = new ArrayList<>();
    private long openedNanos = NEVER;
    private long storedNanos = NEVER;

    SharedFile(SharedFiles all, int number, FileBytes bytes) {
        this.all = all;
        this.number = number;
        this.bytes = bytes;
    }

    int number() {
        return number;
    }

    long size() {
        return bytes.size();
    }

    /** It tells the number and survives every platform's rules for names. */
    String name() {
        return Runs.marker(number) + ".bin";
    }

    /** Gives the bytes out, as fast as the source may. */
    void send(OutputStream out) throws IOException {
        synchronized (this) {
            openedNanos = System.nanoTime();
        }
        all.sending(1);
        try {
            Pace pace = new Pace();
            bytes.each((piece, offset, length) -> {
                out.write(piece, offset, length);
                pace.sent(length);
            });
        } finally {
            all.sending(-1);
        }
    }

    /** Holds a stream to what sources may give, which may change meanwhile. */
    private final class Pace {
        private long due = System.nanoTime();

        void sent(int bytes) {
            long rate = all.bytesPerSecond();
            if (rate == 0) {
                return;
            }
            due = Math.max(due, System.nanoTime() - 1_000_000_000L) + bytes * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** A copy begins to arrive. */
    Arrival arrive() {
        return new Arrival();
    }

    private synchronized void stored(Copy copy) {
        copies.add(copy);
        storedNanos = System.nanoTime();
    }

    /** When the bytes began to leave the source for the last time; there is none before they did. */
    synchronized long openedNanos() {
        return openedNanos;
    }

    /** When the last whole copy had arrived. */
    synchronized long storedNanos() {
        return storedNanos;
    }

    synchronized boolean isStored() {
        return !copies.isEmpty();
    }

    /** Whether a copy arrived, and every one that did is equal to the source. Hashes the source, which takes time. */
    synchronized boolean isEqual() {
        if (copies.isEmpty()) {
            return false;
        }
        boolean hashed = copies.stream().anyMatch(copy -> copy.sha256().isPresent());
        Optional<String> wanted = hashed ? Optional.of(bytes.sha256()) : Optional.empty();
        return copies.stream()
                .allMatch(copy -> copy.sound()
                        && (copy.sha256().isEmpty() || copy.sha256().equals(wanted)));
    }

    /** One copy on its way into a target. For one thread at a time. */
    final class Arrival implements HttpInput.Sink {

        private final Optional<MessageDigest> digest =
                all.isHashing() ? Optional.of(FileBytes.newDigest()) : Optional.empty();
        private long at;
        private boolean sound = true;

        @Override
        public void take(byte[] piece, int offset, int length) {
            if (digest.isPresent()) {
                digest.get().update(piece, offset, length);
                sound = sound && at + length <= bytes.size();
            } else {
                sound = sound && bytes.has(at, piece, offset, length);
            }
            at += length;
            all.moved(length);
        }

        SharedFile file() {
            return SharedFile.this;
        }

        long at() {
            return at;
        }

        boolean isWhole() {
            return at >= bytes.size();
        }

        /** The target has all of it, or believes so. */
        void end() {
            stored(new Copy(digest.map(all -> HexFormat.of().formatHex(all.digest())), sound && at == bytes.size()));
        }
    }
}
