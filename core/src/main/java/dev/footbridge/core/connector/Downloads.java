package dev.footbridge.core.connector;

import dev.footbridge.core.id.FileId;

/** Reading the files that hang on messages. */
public interface Downloads {

    /**
     * Opens a file. Blocks until its first bytes can be read; a platform that is still looking at the file is
     * {@code UNAVAILABLE} with a time to wait, an infected file {@code REJECTED}. What is not the file, such as a page that
     * asks for a sign-in, is a failure and never bytes.
     *
     * @param from the first byte to read; at or behind the end the stream is empty
     */
    Download open(FileId file, long from) throws ConnectorException, InterruptedException;

    /** Opens a file from its first byte. */
    default Download open(FileId file) throws ConnectorException, InterruptedException {
        return open(file, 0);
    }
}
