package dev.footbridge.relay.scopes;

import dev.footbridge.core.scope.PlanContext;
import dev.footbridge.core.scope.PlanRequest;
import java.util.List;
import java.util.Optional;

/**
 * What an app does and with which credentials, as data; and, when there is one, the list of scopes that somebody asks for
 * to do the same.
 *
 * @param platform which connector's catalogue it is about
 * @param tier the plan of the workspace; empty for the largest
 * @param resourceSpecific whether consent in single groups and chats may take the place of consent for the whole tenant
 */
public record Profile(
        String name,
        String title,
        String platform,
        Optional<String> tier,
        boolean resourceSpecific,
        List<PlanContext> contexts,
        List<Listed> listed) {

    public Profile {
        contexts = List.copyOf(contexts);
        listed = List.copyOf(listed);
    }

    /**
     * A scope of the list the profile is compared with.
     *
     * @param context for which credential
     * @param capabilities what it is asked for there, as the catalogue calls it; empty when for nothing the profile has
     */
    public record Listed(String context, String scope, List<String> capabilities) {

        public Listed {
            capabilities = List.copyOf(capabilities);
        }
    }

    /** What to plan. */
    public PlanRequest request() {
        return new PlanRequest(contexts, tier, resourceSpecific);
    }

    /** The rows of the list for one credential. */
    public List<Listed> listed(String context) {
        return listed.stream().filter(row -> row.context().equals(context)).toList();
    }
}
