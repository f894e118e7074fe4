package dev.footbridge.core.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells what a grant leaves closed of the standard capabilities, one sentence for each missing scope. */
public final class GrantWarnings {

    private GrantWarnings() {}

    /** Sentences that name scope, capabilities and who has to agree; none when nobody knows the grant. */
    public static List<String> of(ScopeCatalogue catalogue, Grant grant) {
        Set<Scope> open = catalogue.closure(grant.scopes());
        Map<Scope, Set<String>> closed = new LinkedHashMap<>();
        for (Capability capability : catalogue.capabilities()) {
            if (capability.standard() && !capability.planOnly()) {
                capability.operations().stream()
                        .map(catalogue::operation)
                        .filter(operation -> !catalogue.allows(operation, grant))
                        .flatMap(operation -> operation.least().stream())
                        .filter(scope -> !open.contains(scope))
                        .forEach(scope -> closed.computeIfAbsent(scope, key -> new LinkedHashSet<>())
                                .add(capability.name() + " (" + capability.purpose() + ")"));
            }
        }
        List<String> sentences = new ArrayList<>();
        closed.forEach((scope, capabilities) -> sentences.add("Without the scope " + scope
                + " this will not work: " + capabilities.stream().collect(Collectors.joining(", "))
                + catalogue
                        .info(scope)
                        .map(info -> ". Consent by " + info.consent().who() + " brings it")
                        .orElse("")));
        return sentences;
    }
}
