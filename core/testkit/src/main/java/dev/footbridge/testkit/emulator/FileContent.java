package dev.footbridge.testkit.emulator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file on an emulated platform. Large ones are never in the heap: they are made anew from a seed for each
 * reader, and of those that a connector uploads only length and hash are kept. Immutable; safe for concurrent use.
 */
public final class FileContent {

    /** Larger uploads are counted and hashed, not kept. */
    public static final int MAX_KEPT = 8 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    /** Makes the bytes anew. */
    private interface Bytes {
        InputStream open();
    }

    private final long size;
    private final long held;
    private final @Nullable Bytes bytes;
    private volatile @Nullable String sha256;

    private FileContent(long size, long held, @Nullable Bytes bytes, @Nullable String sha256) {
        this.size = size;
        this.held = held;
        this.bytes = bytes;
        this.sha256 = sha256;
    }

    /** These bytes. */
    public static FileContent of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new FileContent(copy.length, copy.length, () -> new ByteArrayInputStream(copy), null);
    }

    /** Bytes that look random, the same for the same seed and size. */
    public static FileContent generated(long seed, long size) {
        return new FileContent(size, 0, () -> new GeneratedStream(seed, size), null);
    }

    /** Reads a stream to its end; the caller closes it. */
    public static FileContent received(InputStream in) throws IOException {
        Receiver receiver = new Receiver();
        receiver.append(in);
        return receiver.finish();
    }

    /** Takes a file in pieces, in order. Not safe for use by several threads. */
    public static final class Receiver {
        private MessageDigest digest = sha256Digest();
        private Kept kept = new Kept();
        private long size;

        /** How much there is so far. */
        public long size() {
            return size;
        }

        /** Reads a piece to its end; of one that breaks nothing stays. The caller closes it. */
        public void append(InputStream piece) throws IOException {
            MessageDigest before = copy(digest);
            int keptBefore = kept.size();
            long sizeBefore = size;
            try {
                read(piece);
            } catch (IOException e) {
                digest = before;
                kept.cut(keptBefore);
                size = sizeBefore;
                throw e;
            }
        }

        private void read(InputStream piece) throws IOException {
            byte[] buffer = new byte[BUFFER];
            for (int read = piece.read(buffer); read >= 0; read = piece.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
                if (size <= MAX_KEPT) {
                    kept.write(buffer, 0, read);
                }
            }
            if (size > MAX_KEPT) {
                kept = new Kept();
            }
        }

        /** The whole file; nothing may be appended any more. */
        public FileContent finish() {
            byte[] all = kept.toByteArray();
            Bytes bytes = size <= MAX_KEPT ? () -> new ByteArrayInputStream(all) : null;
            return new FileContent(size, all.length, bytes, HexFormat.of().formatHex(digest.digest()));
        }

        private static MessageDigest copy(MessageDigest digest) {
            try {
                return (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
            }
        }

        private static final class Kept extends ByteArrayOutputStream {
            private void cut(int size) {
                count = Math.min(count, size);
            }
        }
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** How many bytes of it are in the heap: all, or none. */
    public long held() {
        return held;
    }

    /** Whether the bytes can be read again; not so for large uploads. */
    public boolean isKept() {
        return bytes != null;
    }

    /** The bytes from the first one on. */
    public InputStream open() {
        Bytes source = bytes;
        if (source == null) {
            throw new IllegalStateException("only length and hash of large uploads are kept");
        }
        return source.open();
    }

    /** SHA-256 in hexadecimal. */
    public String sha256() {
        String known = sha256;
        if (known == null) {
            known = hash();
            sha256 = known;
        }
        return known;
    }

    private String hash() {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = open()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A linear congruential walk, eight bytes a step; fast, and no two stretches alike. */
    private static final class GeneratedStream extends InputStream {
        private final long size;
        private long at;
        private long state;

        private GeneratedStream(long seed, long size) {
            this.size = size;
            this.state = seed * 0x9E3779B97F4A7C15L + 1;
        }

        @Override
        public int read() {
            if (at >= size) {
                return -1;
            }
            int shift = (int) (at % Long.BYTES) * Byte.SIZE;
            if (shift == 0) {
                state = state * 6364136223846793005L + 1442695040888963407L;
            }
            at++;
            return (int) (state >>> shift) & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (at >= size) {
                return length == 0 ? 0 : -1;
            }
            int count = (int) Math.min(length, size - at);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = (byte) read();
            }
            return count;
        }
    }
}
