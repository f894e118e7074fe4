package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.ConnectorException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Shows bytes to a scanner before it passes them on, and holds back the last {@link #HELD} of a file until the scanner has
 * said that it may pass: whoever reads never has the whole of a file that may not.
 */
final class ScannedStream extends BulkInputStream {

    /** Bytes that are held back; a smaller file does not begin before the scanner has seen its end. */
    static final int HELD = 65_536;

    private final InputStream in;
    private final FileScanner.Scan scan;
    private byte[] released = new byte[HELD];
    private byte[] held = new byte[HELD];
    private int position;
    private int ready;
    private int holding;
    private boolean ended;

    ScannedStream(InputStream in, FileScanner.Scan scan) {
        this.in = in;
        this.scan = scan;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position == ready && !ended && length > 0) {
            next();
        }
        int count = Math.min(length, ready - position);
        System.arraycopy(released, position, buffer, offset, count);
        position += count;
        return count == 0 && length > 0 ? -1 : count;
    }

    /** Takes the next bytes in, and lets go those before them. */
    private void next() throws IOException {
        int read = in.readNBytes(released, 0, HELD);
        try {
            if (read > 0) {
                scan.take(released, read);
            } else {
                scan.end();
                ended = true;
            }
        } catch (ConnectorException e) {
            throw new BrokenSourceException(e);
        }
        byte[] coming = released;
        released = held;
        held = coming;
        position = 0;
        ready = holding;
        holding = read;
    }

    @Override
    public void close() throws IOException {
        scan.close();
        in.close();
    }
}
