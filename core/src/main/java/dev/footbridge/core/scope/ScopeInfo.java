package dev.footbridge.core.scope;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a scope; facts of its vendor.
 *
 * @param scope the spelling that is asked for
 * @param purpose what it opens, one short sentence
 * @param consent who has to agree
 * @param surfaces where code runs that can use it
 * @param tier the least plan of the platform that has it; empty when every plan has
 * @param origin whose permission it is, when not the platform's own interface: {@code OpenID}
 * @param level how much it opens: 1 for the narrowest. A plan avoids the higher level first
 * @param implies what it opens besides, directly; supersets of a scope are those that imply it
 * @param alsoSpelled other names of the same scope in the vendor's own pages
 * @param unused why no operation of the catalogue needs it; empty when one does
 */
public record ScopeInfo(
        Scope scope,
        String purpose,
        Consent consent,
        Set<Surface> surfaces,
        Optional<String> tier,
        Optional<String> origin,
        int level,
        Set<Scope> implies,
        List<String> alsoSpelled,
        Optional<String> unused) {

    /** The highest {@link #level}. */
    public static final int MAX_LEVEL = 5;

    public ScopeInfo {
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("level of " + scope + " is not in 1.." + MAX_LEVEL);
        }
        surfaces = Collections.unmodifiableSet(new LinkedHashSet<>(surfaces));
        implies = Collections.unmodifiableSet(new LinkedHashSet<>(implies));
        alsoSpelled = List.copyOf(alsoSpelled);
    }

    /** A scope of the server's interface, on every plan of the platform, of the narrowest level. */
    public static ScopeInfo of(Scope scope, String purpose, Consent consent) {
        return new ScopeInfo(
                scope,
                purpose,
                consent,
                Set.of(Surface.SERVER),
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of(),
                Optional.empty());
    }

    public String name() {
        return scope.name();
    }

    /** Whether a server can use it at all. */
    public boolean isForServers() {
        return surfaces.contains(Surface.SERVER);
    }

    /** Whether this is one of its names; case matters. */
    public boolean isNamed(String name) {
        return scope.name().equals(name) || alsoSpelled.contains(name);
    }
}
