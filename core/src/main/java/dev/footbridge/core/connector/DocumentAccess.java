package dev.footbridge.core.connector;

import dev.footbridge.core.connector.Sharing.Role;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who can open a document, as its storage says at this moment.
 *
 * @param link what the link itself gives, to the widest circle that it opens the document for; empty when it opens the
 *     document for nobody who was not let in one by one
 * @param roles those of the asked who can open it, and as what; by the addresses as they were asked
 * @param unsure those of the asked of whom the storage does not tell
 */
public record DocumentAccess(Optional<Role> link, Map<String, Role> roles, Set<String> unsure) {

    public DocumentAccess {
        roles = Map.copyOf(roles);
        unsure = Set.copyOf(unsure);
    }

    /** Those of these people who cannot open it, as far as is known. */
    public Set<String> shutOut(Set<String> asked) {
        Set<String> out = new LinkedHashSet<>(asked);
        out.removeAll(roles.keySet());
        out.removeAll(unsure);
        return out;
    }

    /** Never the addresses. */
    @Override
    public String toString() {
        return "DocumentAccess[link=" + link + ", roles=" + roles.size() + ", unsure=" + unsure.size() + "]";
    }
}
