package dev.footbridge.relay.transfer;

import dev.footbridge.core.connector.ConnectorException;

/** An operator's virus scanner. Safe for concurrent use. */
public interface FileScanner {

    /**
     * Begins to scan one file. Blocks until the scanner takes bytes.
     *
     * @throws ConnectorException {@code UNAVAILABLE} when it cannot be reached; the file is tried again later
     */
    Scan begin() throws ConnectorException;

    /** One file. Used by one thread; closed by whoever began it, also before its end. */
    interface Scan extends AutoCloseable {

        /**
         * Shows the next bytes of the file, in order. Blocks until the scanner has room for them.
         *
         * @throws ConnectorException {@code REJECTED} when the file must not pass, with {@link FileInspection#INFECTED} or
         *     {@link FileInspection#NOT_SCANNED}; {@code UNAVAILABLE} when the scanner fails
         */
        void take(byte[] bytes, int length) throws ConnectorException;

        /** Ends the file and waits for what the scanner says of it; returns when it may pass, else throws as {@link #take}. */
        void end() throws ConnectorException;

        @Override
        void close();
    }
}
