package dev.footbridge.core.scope;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One call of a platform's interface and the scopes that open it.
 *
 * @param name the vendor's own name of the call: an API method, or HTTP method and path; a case of it follows a colon
 * @param purpose what the call is for
 * @param alternatives sets of scopes of which any one suffices, least first; one empty set when none is needed
 * @param reasonForNone why no scope is needed; empty when one is
 * @param overlay why this row differs from the vendor's own data; empty when it does not
 * @param modes names of the grant modes in which the call is made; empty when it is made in all of them
 */
public record Operation(
        String name,
        String purpose,
        List<Set<Scope>> alternatives,
        Optional<String> reasonForNone,
        Optional<String> overlay,
        Set<String> modes) {

    public Operation {
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("operation " + name + " has no alternative; say an empty set for none");
        }
        alternatives = alternatives.stream()
                .map(set -> Collections.unmodifiableSet(new LinkedHashSet<>(set)))
                .collect(Collectors.toUnmodifiableList());
        modes = Collections.unmodifiableSet(new LinkedHashSet<>(modes));
    }

    /** An operation of which nothing but its scopes is told. */
    public Operation(String name, List<Set<Scope>> alternatives) {
        this(name, "", alternatives, Optional.empty(), Optional.empty(), Set.of());
    }

    /** The least set that opens the call. */
    public Set<Scope> least() {
        return alternatives.get(0);
    }

    /** Whether the scopes themselves open the call, supersets left aside; true when nobody knows the grant. */
    public boolean allowedBy(Grant grant) {
        return !grant.known() || alternatives.stream().anyMatch(grant.scopes()::containsAll);
    }

    /** The same operation with only these alternatives. */
    Operation with(List<Set<Scope>> fewer) {
        return new Operation(name, purpose, fewer, reasonForNone, overlay, modes);
    }

    /** Whether a connector with this kind of credential makes the call. */
    public boolean isCalledIn(GrantMode mode) {
        return modes.isEmpty() || modes.contains(mode.name());
    }
}
