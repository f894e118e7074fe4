package dev.footbridge.core.connector;

import dev.footbridge.core.id.MessageId;

/** Deletes messages that this connector posted. */
public interface Removal {

    /** Deletes; a message that is gone already is a success. Blocks; may be called twice. */
    void remove(MessageId message) throws ConnectorException, InterruptedException;
}
