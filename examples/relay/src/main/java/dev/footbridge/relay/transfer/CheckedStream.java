package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/** Passes bytes on, and fails where the stream is shorter or longer than it should be: its end is the file's end. */
final class CheckedStream extends BulkInputStream {

    private final InputStream in;
    private final long expected;
    private final long maxBytes;
    private final Transfer transfer;
    private final UnaryOperator<ConnectorException> failing;
    private final Runnable whole;
    private long count;
    private boolean ended;

    /**
     * @param expected -1 when nobody told
     * @param whole is run at the end of a stream that is as it should be
     */
    CheckedStream(
            InputStream in,
            long expected,
            long maxBytes,
            Transfer transfer,
            UnaryOperator<ConnectorException> failing,
            Runnable whole) {
        this.in = in;
        this.expected = expected;
        this.maxBytes = maxBytes;
        this.transfer = transfer;
        this.failing = failing;
        this.whole = whole;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ended || length == 0) {
            return ended ? -1 : 0;
        }
        int read = next(buffer, offset, length);
        if (read < 0) {
            end();
            return -1;
        }
        count += read;
        if (expected >= 0 && count > expected) {
            throw broken(SourceFailures.unavailable("source_longer", "the source gives more bytes than it told"));
        }
        if (count > maxBytes) {
            throw broken(ConnectorException.of(Kind.REJECTED, FilePolicy.TOO_LARGE, "the file is larger than allowed"));
        }
        transfer.moved(read);
        return read;
    }

    private int next(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            if (!transfer.isStalled()) {
                return read;
            }
        } catch (IOException e) {
            if (!transfer.isStalled()) {
                throw broken(SourceFailures.of(e));
            }
        }
        throw broken(SourceFailures.unavailable("source_stalled", "the source gave nothing for too long"));
    }

    private void end() throws IOException {
        if (expected >= 0 && count < expected) {
            throw broken(SourceFailures.unavailable("source_shorter", "the source ended before the length it told"));
        }
        ended = true;
        whole.run();
        transfer.whole();
    }

    private BrokenSourceException broken(ConnectorException reason) {
        transfer.failed(reason.code());
        return new BrokenSourceException(failing.apply(reason));
    }

    @Override
    public void close() throws IOException {
        transfer.close();
        in.close();
    }
}
