package dev.footbridge.core.scope;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The least scopes of one credential.
 *
 * @param capabilities what will work
 * @param gaps what cannot work, and why
 */
public record ContextPlan(
        PlanContext context,
        GrantMode mode,
        List<PlannedScope> scopes,
        List<Capability> capabilities,
        List<PlanGap> gaps) {

    public ContextPlan {
        scopes = List.copyOf(scopes);
        capabilities = List.copyOf(capabilities);
        gaps = List.copyOf(gaps);
    }

    /** The scopes themselves, in the order of the catalogue. */
    public Set<Scope> granted() {
        return scopes.stream().map(PlannedScope::scope).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The scopes by who has to agree to them. */
    public Map<Consent, List<PlannedScope>> consentGroups() {
        return scopes.stream()
                .collect(Collectors.groupingBy(
                        PlannedScope::consent,
                        () -> new EnumMap<Consent, List<PlannedScope>>(Consent.class),
                        Collectors.toList()));
    }
}
