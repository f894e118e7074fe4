package dev.footbridge.gchat.emulator;

import java.util.Collection;
import java.util.Set;

/**
 * Who calls: the Chat app itself, or a person through it.
 *
 * @param self the app's or the person's user
 * @param scopes without the vendor's prefix
 */
record Caller(Kind kind, ChatUser self, Set<String> scopes) {
    /** How the token was come by. */
    enum Kind {
        /** The service account in its own name. */
        APP,
        /** The service account in a person's name, by domain-wide delegation. */
        DELEGATED,
        /** By a person's consent. */
        CONSENTED
    }

    boolean app() {
        return kind == Kind.APP;
    }

    boolean hasOneOf(Collection<String> wanted) {
        return wanted.stream().anyMatch(scopes::contains);
    }
}
