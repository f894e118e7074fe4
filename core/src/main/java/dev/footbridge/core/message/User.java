package dev.footbridge.core.message;

import dev.footbridge.core.id.UserId;
import java.util.Optional;

/**
 * Somebody who writes messages.
 *
 * @param displayName as the platform shows it; empty when the platform did not tell
 * @param email only where the credentials may read it
 * @param avatarUrl a picture that needs no credentials to read
 */
public record User(UserId id, Kind kind, String displayName, Optional<String> email, Optional<String> avatarUrl) {

    /** What kind of account it is. */
    public enum Kind {
        PERSON,
        GUEST,
        BOT,
        /** The platform itself. */
        SYSTEM
    }

    /** A person known by id only. */
    public static User unnamed(UserId id) {
        return new User(id, Kind.PERSON, "", Optional.empty(), Optional.empty());
    }

    /** A person with a name. */
    public static User named(UserId id, String displayName) {
        return new User(id, Kind.PERSON, displayName, Optional.empty(), Optional.empty());
    }

    /** Never the name, mail or picture: users end up in logs by accident. */
    @Override
    public String toString() {
        return "User[" + id + ", " + kind + "]";
    }
}
