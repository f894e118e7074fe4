package dev.footbridge.core.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the least scopes that open everything that is switched on. The least set is the one with the fewest scopes of the
 * highest level, then of the next, and so on; between equals the one that implies least, then the one the catalogue names
 * first for most operations.
 * Supersets count: a broad scope that is needed anyway replaces the narrow ones it implies. Exact and deterministic.
 */
public final class ScopePlanner {

    private final ScopeCatalogue catalogue;

    public ScopePlanner(ScopeCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Plans each context by itself.
     *
     * @throws IllegalArgumentException for a mode, capability or tier that the catalogue does not have; the message names
     *     those it has
     */
    public Plan plan(PlanRequest request) {
        request.tier().ifPresent(this::requireTier);
        List<ContextPlan> contexts = new ArrayList<>();
        request.contexts().forEach(context -> contexts.add(plan(context, request)));
        return new Plan(catalogue.platform(), catalogue.source(), request, contexts);
    }

    private void requireTier(String tier) {
        if (!catalogue.tiers().contains(tier)) {
            throw new IllegalArgumentException(
                    catalogue.platform() + " has no plan " + tier + "; it has " + String.join(", ", catalogue.tiers()));
        }
    }

    private ContextPlan plan(PlanContext context, PlanRequest request) {
        GrantMode mode = catalogue.mode(context.mode());
        Map<String, Operation> open = new LinkedHashMap<>();
        List<Capability> working = new ArrayList<>();
        List<PlanGap> gaps = new ArrayList<>();
        for (String name : context.capabilities()) {
            Capability capability = catalogue.capability(name);
            List<PlanGap> closed = new ArrayList<>();
            Map<String, Operation> operations = new LinkedHashMap<>();
            for (String operationName : capability.operations()) {
                Operation operation = catalogue.operation(operationName);
                if (!operation.isCalledIn(mode)) {
                    continue;
                }
                List<Set<Scope>> possible = operation.alternatives().stream()
                        .filter(set -> obstacle(set, mode, request).isEmpty())
                        .toList();
                if (possible.isEmpty()) {
                    closed.add(new PlanGap(name, operationName, why(operation, mode, request)));
                } else {
                    operations.put(operationName, operation.with(possible));
                }
            }
            if (closed.isEmpty() && operations.isEmpty()) {
                closed.add(new PlanGap(
                        name, capability.operations().get(0), "there is no such call in mode " + mode.name()));
            }
            gaps.addAll(closed);
            if (closed.isEmpty()) {
                working.add(capability);
                open.putAll(operations);
            }
        }
        List<ScopeInfo> candidates = catalogue.scopes().stream()
                .filter(info -> obstacle(info.scope(), mode, request).isEmpty())
                .toList();
        Set<Scope> least = new LeastSet(catalogue, candidates).of(open.values());
        return new ContextPlan(context, mode, explained(least, mode, open, working), working, gaps);
    }

    private List<PlannedScope> explained(
            Set<Scope> least, GrantMode mode, Map<String, Operation> open, List<Capability> working) {
        List<PlannedScope> planned = new ArrayList<>();
        for (ScopeInfo info : catalogue.scopes()) {
            if (least.contains(info.scope())) {
                List<Scope> others = least.stream()
                        .filter(scope -> !scope.equals(info.scope()))
                        .toList();
                Set<Scope> without = catalogue.closure(others);
                List<Operation> closed = open.values().stream()
                        .filter(operation -> operation.alternatives().stream().noneMatch(without::containsAll))
                        .toList();
                Set<String> names = closed.stream().map(Operation::name).collect(Collectors.toSet());
                planned.add(new PlannedScope(
                        info,
                        mode.consent().orElse(info.consent()),
                        closed,
                        working.stream()
                                .filter(capability ->
                                        capability.operations().stream().anyMatch(names::contains))
                                .toList()));
            }
        }
        return planned;
    }

    private String why(Operation operation, GrantMode mode, PlanRequest request) {
        return operation.alternatives().stream()
                .flatMap(set -> obstacle(set, mode, request).stream())
                .distinct()
                .reduce((first, second) -> first + "; " + second)
                .orElse("nothing opens it");
    }

    private Optional<String> obstacle(Set<Scope> alternative, GrantMode mode, PlanRequest request) {
        return alternative.stream()
                .flatMap(scope -> obstacle(scope, mode, request).stream())
                .findFirst();
    }

    /** Why a plan may not have this scope. */
    private Optional<String> obstacle(Scope scope, GrantMode mode, PlanRequest request) {
        if (!mode.grantTypes().contains(scope.grantType())) {
            return Optional.of(
                    scope + " (" + Words.of(scope.grantType()) + ") cannot be granted in mode " + mode.name());
        }
        if (scope.grantType() == GrantType.RESOURCE_SPECIFIC && !request.resourceSpecific()) {
            return Optional.of(scope + " is resource-specific, which is switched off");
        }
        ScopeInfo info = catalogue.info(scope).orElseThrow();
        if (!info.isForServers()) {
            return Optional.of(scope + " works inside the platform's client only");
        }
        Optional<String> tier = info.tier();
        if (tier.isPresent()
                && request.tier().isPresent()
                && catalogue.tiers().indexOf(request.tier().get())
                        < catalogue.tiers().indexOf(tier.get())) {
            return Optional.of(scope + " needs the plan " + tier.get() + ", and the workspace has "
                    + request.tier().get());
        }
        return Optional.empty();
    }
}
