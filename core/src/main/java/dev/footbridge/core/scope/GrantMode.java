package dev.footbridge.core.scope;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One kind of credential a connector works with, and so the grant types a plan for it may use.
 *
 * @param name short, as the connector's setting spells it
 * @param title for people
 * @param grantTypes what a credential of this kind can hold
 */
public record GrantMode(String name, String title, Set<GrantType> grantTypes) {

    public GrantMode {
        grantTypes = Collections.unmodifiableSet(new LinkedHashSet<>(grantTypes));
    }

    /** Whether a credential of this kind can hold all of these. */
    public boolean canHold(Set<Scope> scopes) {
        return scopes.stream().allMatch(scope -> grantTypes.contains(scope.grantType()));
    }
}
