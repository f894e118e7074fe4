package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongConsumer;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One spooled file: AES-256-GCM chunk by chunk, the number of the chunk as nonce, under a key that is used for this file
 * alone and never leaves the heap. Written once, then read any number of times.
 */
final class SpoolFile implements AutoCloseable {

    static final int CHUNK = 64 * 1024;

    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final int KEY = 32;

    private final FileChannel channel;
    private final SecretKeySpec key;
    private final LongConsumer onClose;
    private long length;
    private boolean closed;

    SpoolFile(FileChannel channel, SecureRandom random, LongConsumer onClose) {
        this.channel = channel;
        this.onClose = onClose;
        byte[] secret = new byte[KEY];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "AES");
        Arrays.fill(secret, (byte) 0);
    }

    /** Of the file itself. */
    long length() {
        return length;
    }

    /** Adds the next chunk; only the last one may be shorter than {@link #CHUNK}. */
    void append(byte[] bytes, int count) throws SpoolException {
        // Counted first: closing gives back what was reserved, also for a chunk that did not get to the disk.
        long number = length / CHUNK;
        length += count;
        try {
            ByteBuffer sealed =
                    ByteBuffer.wrap(cipher(Cipher.ENCRYPT_MODE, number).doFinal(bytes, 0, count));
            while (sealed.hasRemaining()) {
                channel.write(sealed);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM", e);
        } catch (IOException e) {
            throw new SpoolException("the disk is full, or fails");
        }
    }

    private Cipher cipher(int mode, long number) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(NONCE).putLong(Integer.BYTES, number).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        return cipher;
    }

    /** The bytes from the first one on. */
    InputStream open() {
        return new Reading();
    }

    private byte[] chunk(long number) throws IOException {
        int size = (int) Math.min(CHUNK, length - number * CHUNK);
        ByteBuffer sealed = ByteBuffer.allocate(size + TAG);
        long at = number * (CHUNK + TAG);
        while (sealed.hasRemaining()) {
            int read = channel.read(sealed, at + sealed.position());
            if (read < 0) {
                throw new EOFException("a spooled file is shorter than it was written");
            }
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, number).doFinal(sealed.array());
        } catch (GeneralSecurityException e) {
            throw new IOException("a spooled file was changed on the disk", e);
        }
    }

    /** Deletes the file. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        onClose.accept(length);
        try {
            channel.close();
        } catch (IOException e) {
            // Its name is gone; what is left of it goes with the process.
        }
    }

    private final class Reading extends BulkInputStream {
        private byte[] current = new byte[0];
        private int at;
        private long next;

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            if (at == current.length) {
                if (next * CHUNK >= length) {
                    return -1;
                }
                current = chunk(next++);
                at = 0;
            }
            int read = Math.min(count, current.length - at);
            System.arraycopy(current, at, buffer, offset, read);
            at += read;
            return read;
        }
    }
}
