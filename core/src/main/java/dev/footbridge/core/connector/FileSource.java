package dev.footbridge.core.connector;

/** Where the bytes of an {@link Upload} come from. */
@FunctionalInterface
public interface FileSource {

    /**
     * Opens the file from its first byte; may be called again for another attempt, never by two at once. Blocks until the
     * first bytes can be read. Whoever calls it closes the result.
     */
    Download open() throws ConnectorException, InterruptedException;
}
