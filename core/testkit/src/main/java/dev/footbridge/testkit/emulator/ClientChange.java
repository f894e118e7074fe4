package dev.footbridge.testkit.emulator;

/**
 * Something a person looking at the client would see happen.
 *
 * @param message as it stands after the change; after a deletion with empty text and {@code deleted} set
 */
public record ClientChange(Kind kind, ClientMessage message) {
    /** What happened. */
    public enum Kind {
        POSTED,
        EDITED,
        DELETED,
        REACTIONS
    }
}
