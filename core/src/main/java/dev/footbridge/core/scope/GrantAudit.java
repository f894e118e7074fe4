package dev.footbridge.core.scope;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a credential holds beside what it should.
 *
 * @param missing wanted and not open
 * @param excess held and of no use for what is wanted
 * @param implied wanted and not held, yet open: by the broader scopes that are held
 * @param unknown held and not in the catalogue; part of {@link #excess}
 * @param known whether the platform told what is held; when it did not, nothing else is told either
 */
public record GrantAudit(
        Set<Scope> missing, Set<Scope> excess, Map<Scope, Set<Scope>> implied, Set<Scope> unknown, boolean known) {

    public GrantAudit {
        missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
        excess = Collections.unmodifiableSet(new LinkedHashSet<>(excess));
        implied = Collections.unmodifiableMap(new LinkedHashMap<>(implied));
        unknown = Collections.unmodifiableSet(new LinkedHashSet<>(unknown));
    }

    /** Holds a grant against the scopes that are wanted, usually those of a plan. */
    public static GrantAudit of(ScopeCatalogue catalogue, Collection<Scope> wanted, Grant grant) {
        if (!grant.known()) {
            return new GrantAudit(Set.of(), Set.of(), Map.of(), Set.of(), false);
        }
        Set<Scope> held = new LinkedHashSet<>();
        grant.scopes().forEach(scope -> held.add(catalogue.spelled(scope)));
        Set<Scope> missing = new LinkedHashSet<>();
        Map<Scope, Set<Scope>> implied = new LinkedHashMap<>();
        Set<Scope> useful = new LinkedHashSet<>();
        for (Scope scope : wanted) {
            Scope asked = catalogue.spelled(scope);
            Set<Scope> broader = new LinkedHashSet<>();
            held.stream()
                    .filter(one -> catalogue.closure(List.of(one)).contains(asked))
                    .forEach(broader::add);
            if (held.contains(asked)) {
                useful.add(asked);
            } else if (broader.isEmpty()) {
                missing.add(asked);
            } else {
                implied.put(asked, broader);
                useful.addAll(broader);
            }
        }
        Set<Scope> excess = new LinkedHashSet<>(held);
        excess.removeAll(useful);
        Set<Scope> unknown = new LinkedHashSet<>(excess);
        unknown.removeIf(scope -> catalogue.info(scope).isPresent());
        return new GrantAudit(missing, excess, implied, unknown, true);
    }

    /** Whether exactly the wanted scopes are held. */
    public boolean isExact() {
        return known && missing.isEmpty() && excess.isEmpty() && implied.isEmpty();
    }
}
