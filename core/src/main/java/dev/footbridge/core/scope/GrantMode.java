package dev.footbridge.core.scope;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of credential a connector works with, and so the grant types a plan for it may use.
 *
 * @param name short, as the connector's setting spells it
 * @param title for people
 * @param grantTypes what a credential of this kind can hold
 * @param consent who has to agree in this mode, whatever the scope; empty when that depends on the scope
 */
public record GrantMode(String name, String title, Set<GrantType> grantTypes, Optional<Consent> consent) {

    public GrantMode {
        grantTypes = Collections.unmodifiableSet(new LinkedHashSet<>(grantTypes));
    }

    /** A mode in which the scope says who has to agree. */
    public GrantMode(String name, String title, Set<GrantType> grantTypes) {
        this(name, title, grantTypes, Optional.empty());
    }

    /** Whether a credential of this kind can hold all of these. */
    public boolean canHold(Set<Scope> scopes) {
        return scopes.stream().allMatch(scope -> grantTypes.contains(scope.grantType()));
    }
}
