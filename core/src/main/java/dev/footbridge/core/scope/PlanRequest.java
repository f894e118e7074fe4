package dev.footbridge.core.scope;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What to plan for.
 *
 * @param contexts the credentials, in order; each gets its own least set
 * @param tier the plan the workspace has; empty for the largest
 * @param resourceSpecific whether consent in single groups and chats may take the place of consent for the whole tenant
 */
public record PlanRequest(List<PlanContext> contexts, Optional<String> tier, boolean resourceSpecific) {

    public PlanRequest {
        contexts = List.copyOf(contexts);
    }

    /** One credential, on the largest plan, with resource-specific consent where there is such a thing. */
    public static PlanRequest of(GrantMode mode, Collection<String> capabilities) {
        return new PlanRequest(List.of(PlanContext.of(mode, capabilities)), Optional.empty(), true);
    }

    /** The same for a workspace with this plan. */
    public PlanRequest onTier(String name) {
        return new PlanRequest(contexts, Optional.of(name), resourceSpecific);
    }

    /** The same with or without resource-specific consent. */
    public PlanRequest withResourceSpecific(boolean allowed) {
        return new PlanRequest(contexts, tier, allowed);
    }
}
