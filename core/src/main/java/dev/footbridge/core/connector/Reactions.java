package dev.footbridge.core.connector;

import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.MessageId;

/** Reacts with this connector's own identity. */
public interface Reactions {

    /** Whether the platform can show this emoji as a reaction; no I/O. */
    boolean supports(Emoji emoji);

    /** Adds; an emoji that is there already is a success. Blocks; may be called twice. */
    void react(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException;

    /** Takes away; an emoji that is not there is a success. Blocks; may be called twice. */
    void unreact(MessageId message, Emoji emoji) throws ConnectorException, InterruptedException;
}
