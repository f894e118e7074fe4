package dev.footbridge.core.message;

import dev.footbridge.core.id.ChannelId;

/** A channel as the platform's directory shows it. */
public record Channel(ChannelId id, Kind kind, String name) {

    /** Who can get in. */
    public enum Kind {
        PUBLIC,
        PRIVATE,
        /** A chat of several people without a fixed name. */
        GROUP,
        DIRECT
    }

    /** Never the name: channels end up in logs by accident. */
    @Override
    public String toString() {
        return "Channel[" + id + ", " + kind + "]";
    }
}
