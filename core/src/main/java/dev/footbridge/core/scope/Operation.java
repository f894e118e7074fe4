package dev.footbridge.core.scope;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One call of a platform's interface and the scopes that open it.
 *
 * @param name the vendor's own name of the call: an API method, or HTTP method and path
 * @param alternatives sets of scopes of which any one suffices, least first; one empty set when none is needed
 */
public record Operation(String name, List<Set<Scope>> alternatives) {

    public Operation {
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("operation " + name + " has no alternative; say an empty set for none");
        }
        alternatives = alternatives.stream()
                .map(set -> Collections.unmodifiableSet(new LinkedHashSet<>(set)))
                .collect(Collectors.toUnmodifiableList());
    }

    /** The least set that opens the call. */
    public Set<Scope> least() {
        return alternatives.get(0);
    }

    /** Whether a grant opens the call; true when nobody knows the grant. */
    public boolean allowedBy(Grant grant) {
        return !grant.known() || alternatives.stream().anyMatch(grant.scopes()::containsAll);
    }
}
