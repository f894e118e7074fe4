package dev.footbridge.relay.ledger;

import java.util.Optional;

/**
 * A reference to an event that waits.
 *
 * @param until when waiting ends
 * @param emoji for reactions, a Unicode sequence
 * @param user for reactions, who
 */
public record ParkedRow(
        long id,
        long channel,
        String message,
        Kind kind,
        Cause cause,
        long until,
        Optional<String> emoji,
        Optional<String> user) {

    /** What happened. The order is part of the schema. */
    public enum Kind {
        /** A hint: only a fresh read tells. */
        TOUCHED,
        EDITED,
        REACTED,
        UNREACTED,
        /** The event brought the message along, and the heap may still have it. */
        HELD_BACK
    }

    /** What it waits for. The order is part of the schema. */
    public enum Cause {
        /** The message itself is not known yet. */
        UNKNOWN_MESSAGE,
        /** To be read at its source, in the order of its channel, when nothing else of the channel is in the way. */
        READING
    }
}
