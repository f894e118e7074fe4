package dev.footbridge.relay.bridge;

/** Which way messages go between the relay and one channel of a bridge. */
public enum Direction {
    /** Messages of the channel go to the others, and those of the others come here. */
    BOTH,
    /** The relay only sends to the channel; what people write there stays there. */
    SEND,
    /** The relay only receives from the channel; nothing of the others appears there. */
    RECEIVE;

    public boolean sends() {
        return this != RECEIVE;
    }

    public boolean receives() {
        return this != SEND;
    }
}
