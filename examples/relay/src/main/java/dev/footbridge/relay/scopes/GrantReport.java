package dev.footbridge.relay.scopes;

import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantAudit;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Plan;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopePlanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a credential holds, beside the least that is needed for what is switched on.
 *
 * @param known whether the platform told what is held; when not, the rest is empty
 * @param mode the kind of credential it was held to be
 */
public record GrantReport(boolean known, String mode, List<Line> lines) {

    public GrantReport {
        lines = List.copyOf(lines);
    }

    /** What is the matter with a scope. */
    public enum State {
        /** Needed and held. */
        HELD,
        /** Needed and not open. */
        MISSING,
        /** Needed for the whole organisation, unless each team or chat consented; no credential tells. */
        UNSEEN,
        /** Needed and open by a broader scope. */
        IMPLIED,
        /** Held and not needed. */
        EXCESS
    }

    /** One scope. */
    public record Line(State state, String scope, String note) {}

    /** The kind of credential that can hold what is held, and least besides; empty when none can. */
    public static Optional<GrantMode> mode(ScopeCatalogue catalogue, Grant grant) {
        Set<Scope> known = grant.scopes().stream()
                .filter(scope -> catalogue.info(scope).isPresent())
                .collect(Collectors.toSet());
        return catalogue.modes().stream()
                .filter(mode -> mode.canHold(known))
                .min(Comparator.comparingInt(mode -> mode.grantTypes().size()));
    }

    /** What a connector of this kind has unless somebody says otherwise. */
    public static List<String> standard(ScopeCatalogue catalogue, GrantMode mode) {
        return catalogue.in(mode).capabilities().stream()
                .filter(capability -> capability.standard() && !capability.planOnly())
                .map(Capability::name)
                .toList();
    }

    /**
     * Holds a grant against the least that these capabilities need.
     *
     * @throws IllegalArgumentException for a capability that the catalogue does not have
     */
    public static GrantReport of(
            ScopeCatalogue catalogue, GrantMode mode, Collection<String> capabilities, Grant grant) {
        if (!grant.known()) {
            return new GrantReport(false, mode.name(), List.of());
        }
        ScopePlanner planner = new ScopePlanner(catalogue);
        PlanRequest request = PlanRequest.of(mode, capabilities);
        Set<Scope> whole = planner.plan(request.withResourceSpecific(false)).scopes();
        Set<Scope> single = planner.plan(request).scopes();
        GrantAudit audit = GrantAudit.of(catalogue, whole, grant);
        List<Line> lines = new ArrayList<>();
        for (Scope scope : whole) {
            if (audit.missing().contains(scope)) {
                lines.add(
                        single.contains(scope)
                                ? new Line(State.MISSING, scope.name(), missing(catalogue, mode, scope))
                                : new Line(
                                        State.UNSEEN,
                                        scope.name(),
                                        "not held for the whole organisation; consent in each team or chat does as"
                                                + " well, and no credential tells of it"));
            } else if (audit.implied().containsKey(scope)) {
                lines.add(new Line(
                        State.IMPLIED,
                        scope.name(),
                        "open by " + names(audit.implied().get(scope)) + ", which is more"));
            } else {
                lines.add(new Line(State.HELD, scope.name(), ""));
            }
        }
        for (Scope scope : audit.excess()) {
            if (!single.contains(scope)) {
                lines.add(new Line(State.EXCESS, scope.name(), excess(catalogue, scope)));
            }
        }
        return new GrantReport(true, mode.name(), lines);
    }

    /** The same for what a connector has unless somebody says otherwise; empty when nobody knows the grant or its kind. */
    public static Optional<GrantReport> ofStandard(ScopeCatalogue catalogue, Grant grant) {
        return mode(catalogue, grant)
                .map(mode -> of(catalogue, mode, standard(catalogue, mode), grant))
                .filter(GrantReport::known);
    }

    /** One sentence for each scope that a connector of this kind has no use for, whatever is switched on. */
    public static List<String> useless(ScopeCatalogue catalogue, Grant grant) {
        Optional<GrantMode> mode = mode(catalogue, grant);
        if (!grant.known() || mode.isEmpty()) {
            return List.of();
        }
        List<String> all = catalogue.in(mode.get()).capabilities().stream()
                .filter(capability -> !capability.planOnly())
                .map(Capability::name)
                .toList();
        Plan plan = new ScopePlanner(catalogue).plan(PlanRequest.of(mode.get(), all));
        GrantAudit audit = GrantAudit.of(catalogue, plan.scopes(), grant);
        return audit.excess().stream()
                .filter(scope -> catalogue.operations().stream()
                        .noneMatch(operation -> operation.least().contains(scope)))
                .map(scope -> "The scope " + scope + " is held and of no use to this connector: take it away")
                .toList();
    }

    /** How many scopes are in each state, none left out. */
    public Map<State, Integer> counts() {
        Map<State, Integer> counts = new EnumMap<>(State.class);
        for (State state : State.values()) {
            counts.put(state, (int)
                    lines.stream().filter(line -> line.state() == state).count());
        }
        return counts;
    }

    /** Whether exactly what is needed is held, as far as can be seen. */
    public boolean isExact() {
        return known && lines.stream().allMatch(line -> line.state() == State.HELD || line.state() == State.UNSEEN);
    }

    private static String missing(ScopeCatalogue catalogue, GrantMode mode, Scope scope) {
        String who = mode.consent()
                .or(() -> catalogue.info(scope).map(ScopeInfo::consent))
                .map(consent -> "; consent by " + consent.who() + " brings it")
                .orElse("");
        return "needed for " + String.join(", ", capabilities(catalogue, scope)) + who;
    }

    private static String excess(ScopeCatalogue catalogue, Scope scope) {
        if (catalogue.info(scope).isEmpty()) {
            return "unknown to this connector";
        }
        List<String> uses = capabilities(catalogue, scope);
        return uses.isEmpty()
                ? "of no use to this connector"
                : "of use for what is not switched on: " + String.join(", ", uses);
    }

    private static List<String> capabilities(ScopeCatalogue catalogue, Scope scope) {
        Map<String, Operation> operations =
                catalogue.operations().stream().collect(Collectors.toMap(Operation::name, operation -> operation));
        return catalogue.capabilities().stream()
                .filter(capability -> capability.operations().stream()
                        .map(operations::get)
                        .anyMatch(operation -> operation.alternatives().stream().anyMatch(set -> set.contains(scope))))
                .map(Capability::name)
                .toList();
    }

    private static String names(Set<Scope> scopes) {
        return scopes.stream().map(Scope::name).sorted().collect(Collectors.joining(", "));
    }
}
