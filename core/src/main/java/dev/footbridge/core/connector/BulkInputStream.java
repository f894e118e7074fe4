package dev.footbridge.core.connector;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is written in terms of many bytes at a time; a single byte is one of many. */
public abstract class BulkInputStream extends InputStream {

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] buffer, int offset, int length) throws IOException;
}
