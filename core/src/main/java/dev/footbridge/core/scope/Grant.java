package dev.footbridge.core.scope;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The scopes a credential really holds.
 *
 * @param known whether the platform told; when it did not, the guard lets every call through and the platform decides
 */
public record Grant(Set<Scope> scopes, boolean known) {

    public Grant {
        scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    }

    /** A grant the platform told about. */
    public static Grant of(Collection<Scope> scopes) {
        return new Grant(new LinkedHashSet<>(scopes), true);
    }

    /** A grant nobody knows. */
    public static Grant unknown() {
        return new Grant(Set.of(), false);
    }
}
