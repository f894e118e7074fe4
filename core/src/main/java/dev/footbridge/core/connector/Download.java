package dev.footbridge.core.connector;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A file that is being read. Read by one thread; closed by whoever opened it, also before its end. A source that breaks,
 * stalls or ends too early makes {@link #bytes} throw {@link BrokenSourceException}: the end of the stream is the end of
 * the file.
 *
 * @param mediaType as the source declares it, {@code application/octet-stream} when it declares none
 * @param length of the whole file in bytes, when the source tells
 */
public record Download(InputStream bytes, String mediaType, OptionalLong length) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    @Override
    public String toString() {
        return "Download[" + mediaType + ", " + length + "]";
    }
}
