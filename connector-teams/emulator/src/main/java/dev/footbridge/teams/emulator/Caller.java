package dev.footbridge.teams.emulator;

import java.util.Optional;
import java.util.Set;

/**
 * Who makes a request: what the access token says.
 *
 * @param user the signed-in user of a delegated token; absent for an application token
 * @param permissions the {@code scp} or {@code roles} of the token
 */
record Caller(String appId, Optional<Person> user, Set<String> permissions) {

    Caller {
        permissions = Set.copyOf(permissions);
    }

    boolean isDelegated() {
        return user.isPresent();
    }

    /** The signed-in user, for operations that have no meaning without one. */
    Person requireUser() {
        return user.orElseThrow(
                () -> GraphFault.badRequest("/me request is only valid with delegated authentication flow."));
    }

    /** The user id for a delegated token, the application id otherwise: whom limits and subscriptions belong to. */
    String principal() {
        return user.map(Person::id).orElse(appId);
    }
}
