package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.Download;
import dev.footbridge.core.connector.Downloads;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A platform whose files are read in another way than the one in memory does. */
final class OddFiles extends WithoutStream {

    private final UnaryOperator<Download> change;

    OddFiles(Connector delegate, UnaryOperator<Download> change) {
        super(delegate);
        this.change = change;
    }

    @Override
    public Optional<Downloads> downloads() {
        return super.downloads().map(files -> (file, from) -> change.apply(files.open(file, from)));
    }

    /** The same bytes under another length. */
    static Download telling(Download download, OptionalLong length) {
        return new Download(download.bytes(), download.mediaType(), length);
    }

    /** The same file in another stream. */
    static Download through(Download download, InputStream bytes) {
        return new Download(bytes, download.mediaType(), download.length());
    }

    /** Stands still after some bytes until it is closed. */
    static final class Stalling extends FilterInputStream {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Runnable stands;
        private long left;

        Stalling(InputStream in, long after, Runnable stands) {
            super(in);
            this.left = after;
            this.stands = stands;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                stands.run();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("closed");
            }
            int read = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            super.close();
        }
    }
}
