package dev.footbridge.core.delivery;

import dev.footbridge.core.connector.ConnectorException;

/** One call to a connector. */
@FunctionalInterface
public interface PlatformCall<T> {
    /** Makes the call; may be made again after a failure. */
    T run() throws ConnectorException, InterruptedException;
}
