package dev.footbridge.relay.transfer;

import dev.footbridge.core.message.Channel;

/** What kind of conversation a file would go to. */
public enum Conversation {
    CHANNEL,
    GROUP,
    DIRECT;

    /** Of a channel as its directory shows it. */
    public static Conversation of(Channel.Kind kind) {
        return switch (kind) {
            case PUBLIC, PRIVATE -> CHANNEL;
            case GROUP -> GROUP;
            case DIRECT -> DIRECT;
        };
    }
}
