package dev.footbridge.core.connector;

import dev.footbridge.core.connector.Sharing.Role;
import java.util.Map;
import java.util.Set;

/**
 * Who got what; each of the people who were named is in one of the three.
 *
 * @param given who got access now, and as what
 * @param kept who could open it already, or may have been able to where the storage does not tell
 * @param refused who got nothing, with a short word why, such as {@code link_gives_nothing}
 */
public record DocumentShare(Map<String, Role> given, Set<String> kept, Map<String, String> refused) {

    /** Why nobody gets anything by a link that opens the document for nobody. */
    public static final String LINK_GIVES_NOTHING = "link_gives_nothing";

    public DocumentShare {
        given = Map.copyOf(given);
        kept = Set.copyOf(kept);
        refused = Map.copyOf(refused);
    }

    /** Never the addresses. */
    @Override
    public String toString() {
        return "DocumentShare[given=" + given.size() + ", kept=" + kept.size() + ", refused=" + refused.size() + "]";
    }
}
