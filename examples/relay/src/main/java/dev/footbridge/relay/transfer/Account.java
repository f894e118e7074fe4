package dev.footbridge.relay.transfer;

import dev.footbridge.core.message.User;

/** Who the author of a file is on the platform it would go to. */
public enum Account {
    /** Somebody of that organisation. */
    MEMBER,
    /** Somebody who was invited from another one. */
    GUEST,
    /** Nobody of their own: the relay speaks for them. */
    BOT;

    /** Of a user as the directory shows them. */
    public static Account of(User.Kind kind) {
        return switch (kind) {
            case PERSON -> MEMBER;
            case GUEST -> GUEST;
            case BOT, SYSTEM -> BOT;
        };
    }
}
