package dev.footbridge.http;

import dev.footbridge.core.connector.BrokenSourceException;
import dev.footbridge.core.connector.BulkInputStream;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Effect;
import dev.footbridge.core.connector.Download;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A request body that passes on what a source gives, through one small buffer. It is sent once. A source that gives
 * fewer or more bytes than the length that was declared breaks the request off before its last byte, so that the other
 * side never takes a short or an endless file for a whole one.
 */
public final class UploadBody extends RequestBody {

    /** Bytes of one file in the heap at a time. */
    public static final int BUFFER = 32 * 1024;

    private final Download download;
    private final @Nullable MediaType mediaType;
    private final OptionalLong length;

    private UploadBody(Download download, String mediaType, OptionalLong length) {
        this.download = download;
        this.mediaType = MediaType.parse(mediaType);
        this.length = length;
    }

    /**
     * All that is left of a download, which the caller closes.
     *
     * @param length what is declared to the other side; without one the body is chunked
     */
    public static UploadBody of(Download download, OptionalLong length) {
        return new UploadBody(download, download.mediaType(), length);
    }

    /** The next {@code length} bytes of a download that goes on behind them: a piece of an upload in pieces, not the last. */
    public static UploadBody piece(Download download, long length) {
        Download piece =
                new Download(new Piece(download.bytes(), length), download.mediaType(), OptionalLong.of(length));
        return new UploadBody(piece, "application/octet-stream", OptionalLong.of(length));
    }

    @Override
    public @Nullable MediaType contentType() {
        return mediaType;
    }

    @Override
    public long contentLength() {
        return length.orElse(-1);
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = length.orElse(Long.MAX_VALUE);
        for (int read = read(buffer); read >= 0; read = read(buffer)) {
            left -= read;
            // The last bytes wait until the source says that they were: a file that is longer than declared must not
            // look
            // whole to the other side.
            if (left < 0 || left == 0 && read(new byte[1]) >= 0) {
                throw broken("source_longer", "The source gives more bytes than it declared");
            }
            sink.write(buffer, 0, read);
        }
        if (length.isPresent() && left > 0) {
            throw broken("source_shorter", "The source ended before the length it declared");
        }
    }

    private int read(byte[] buffer) throws IOException {
        try {
            return download.bytes().read(buffer);
        } catch (BrokenSourceException e) {
            throw e;
        } catch (IOException e) {
            throw broken("source_broken", "The source broke while it was read");
        }
    }

    private static BrokenSourceException broken(String code, String message) {
        return new BrokenSourceException(ConnectorException.unavailable(Effect.NOT_APPLIED, code, message, null));
    }

    /** A stretch of a stream that goes on behind it. */
    private static final class Piece extends BulkInputStream {
        private final InputStream whole;
        private long left;

        private Piece(InputStream whole, long length) {
            this.whole = whole;
            this.left = length;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = whole.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
