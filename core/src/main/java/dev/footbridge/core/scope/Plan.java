package dev.footbridge.core.scope;

import dev.footbridge.core.id.Platform;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What to ask for, context by context.
 *
 * @param source where the facts come from
 */
public record Plan(Platform platform, String source, PlanRequest request, List<ContextPlan> contexts) {

    public Plan {
        contexts = List.copyOf(contexts);
    }

    /** The scopes of all contexts together. */
    public Set<Scope> scopes() {
        Set<Scope> all = new LinkedHashSet<>();
        contexts.forEach(context -> all.addAll(context.granted()));
        return all;
    }
}
