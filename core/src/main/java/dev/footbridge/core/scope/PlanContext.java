package dev.footbridge.core.scope;

import java.util.Collection;
import java.util.List;

/**
 * One credential that is to be consented to, and what it is for: connecting by an administrator, the sync of a user's own
 * account, a service account, a tab of an app.
 *
 * @param name short
 * @param title for people
 * @param mode name of a grant mode
 * @param capabilities what is switched on, by name
 */
public record PlanContext(String name, String title, String mode, List<String> capabilities) {

    public PlanContext {
        capabilities = capabilities.stream().distinct().toList();
    }

    /** A context that is called as its mode. */
    public static PlanContext of(GrantMode mode, Collection<String> capabilities) {
        return new PlanContext(mode.name(), mode.title(), mode.name(), List.copyOf(capabilities));
    }
}
