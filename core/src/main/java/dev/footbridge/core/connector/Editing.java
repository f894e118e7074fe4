package dev.footbridge.core.connector;

import dev.footbridge.core.id.MessageId;

/** Changes messages that this connector posted. */
public interface Editing {

    /** Replaces the body by one part that {@code prepare} made. Blocks; may be called twice with the same part. */
    void edit(MessageId message, Draft part) throws ConnectorException, InterruptedException;
}
