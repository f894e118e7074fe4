package dev.footbridge.teams.emulator;

import java.util.Optional;

/**
 * The {@code from} of a message.
 *
 * @param displayName absent when Graph renders null, which clients have to expect
 * @param identityType Graph's {@code userIdentityType} or {@code applicationIdentityType}
 */
record Author(Kind kind, String id, Optional<String> displayName, String identityType) {

    enum Kind {
        USER,
        APPLICATION,
        SYSTEM
    }

    static Author user(String id, String displayName) {
        return new Author(Kind.USER, id, Optional.of(displayName), "aadUser");
    }

    /** A user whose name Graph leaves out: deleted, federated or anonymous people. */
    static Author namelessUser(String id, String identityType) {
        return new Author(Kind.USER, id, Optional.empty(), identityType);
    }

    static Author application(String id, String displayName, String identityType) {
        return new Author(Kind.APPLICATION, id, Optional.of(displayName), identityType);
    }

    /** The sender of an event message: Graph renders {@code "from": null}. */
    static Author system() {
        return new Author(Kind.SYSTEM, "", Optional.empty(), "");
    }

    boolean isUser(String userId) {
        return kind == Kind.USER && id.equals(userId);
    }
}
