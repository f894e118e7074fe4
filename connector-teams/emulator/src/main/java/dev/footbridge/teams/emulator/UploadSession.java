package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.FileContent;
import java.io.IOException;
import java.io.InputStream;

/** A file on its way in ranges. Not safe for use by several threads. */
final class UploadSession {
    /** Every range but the last is a multiple of this. */
    static final int UNIT = 320 * 1024;

    /** A range is smaller. */
    static final long MAX_RANGE = 60L * 1024 * 1024;

    final DriveItem folder;
    final String name;
    final String conflict;
    final long expiresMillis;
    private final FileContent.Receiver receiver = new FileContent.Receiver();
    private long total = -1;

    UploadSession(DriveItem folder, String name, String conflict, long expiresMillis) {
        this.folder = folder;
        this.name = name;
        this.conflict = conflict;
        this.expiresMillis = expiresMillis;
    }

    long next() {
        return receiver.size();
    }

    /** Takes one range; the reason when it is not one that may come now. */
    void take(long from, long last, long whole, InputStream bytes) throws IOException {
        if (total >= 0 && whole != total || last < from || last >= whole) {
            throw GraphFault.of(400, "invalidRequest", "The Content-Range header is not that of this upload.");
        }
        long length = last - from + 1;
        if (length >= MAX_RANGE || last + 1 < whole && length % UNIT != 0) {
            throw GraphFault.of(400, "invalidRequest", "Ranges are multiples of 320 KiB and smaller than 60 MiB.");
        }
        if (from != next()) {
            throw GraphFault.of(416, "invalidRange", "The range is there already or comes too early.");
        }
        total = whole;
        receiver.append(new Exactly(bytes, length));
    }

    boolean isWhole() {
        return next() == total;
    }

    FileContent finish() {
        return receiver.finish();
    }

    /** A range that ends early is none. */
    private static final class Exactly extends InputStream {
        private final InputStream in;
        private long left;

        private Exactly(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException("the range ended early");
            }
            left -= read;
            return read;
        }
    }
}
