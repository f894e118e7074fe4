package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * What is in one file: pseudo-random, the same for the same seed, and made when it is asked for. A file is a row of
 * pieces, each of which is a stretch of one random block, begun where the seed and the piece's number say: giving bytes
 * out costs no copy and checking them a comparison, and a piece that is lost, doubled, moved or from another file shows.
 */
record FileBytes(long seed, long size) {

    private static final int PIECE = 64 * 1024;
    private static final int PLACES = 1 << 20;
    private static final byte[] RANDOM = new byte[PLACES + PIECE];

    static {
        new SplittableRandom(0x5eed).nextBytes(RANDOM);
    }

    /** Takes all bytes in order, at most {@value #PIECE} at a time. */
    void each(HttpInput.Sink sink) throws IOException {
        for (long at = 0; at < size; at += PIECE) {
            sink.take(RANDOM, place(at / PIECE), (int) Math.min(PIECE, size - at));
        }
    }

    void writeTo(OutputStream out) throws IOException {
        each(out::write);
    }

    /** Whether these are the file's bytes from {@code at} on. */
    boolean has(long at, byte[] bytes, int offset, int length) {
        if (at + length > size) {
            return false;
        }
        int done = 0;
        while (done < length) {
            int within = (int) ((at + done) % PIECE);
            int count = Math.min(PIECE - within, length - done);
            int from = place((at + done) / PIECE) + within;
            if (!Arrays.equals(bytes, offset + done, offset + done + count, RANDOM, from, from + count)) {
                return false;
            }
            done += count;
        }
        return true;
    }

    /** In hexadecimal. */
    String sha256() {
        MessageDigest digest = newDigest();
        try {
            each(digest::update);
        } catch (IOException e) {
            throw new IllegalStateException("a digest does no I/O", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private int place(long piece) {
        long mixed = (seed + piece + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 29) * 0xbf58476d1ce4e5b9L;
        return (int) ((mixed ^ mixed >>> 32) & (PLACES - 1));
    }
}
