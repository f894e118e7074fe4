package dev.footbridge.gchat.emulator;

import java.util.Collection;
import java.util.Set;

/**
 * Who calls: the Chat app itself, or a person through it.
 *
 * @param app whether the app calls in its own name
 * @param self the app's or the person's user
 * @param scopes without the vendor's prefix
 */
record Caller(boolean app, ChatUser self, Set<String> scopes) {
    boolean hasOneOf(Collection<String> wanted) {
        return wanted.stream().anyMatch(scopes::contains);
    }
}
