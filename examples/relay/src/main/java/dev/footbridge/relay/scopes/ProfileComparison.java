package dev.footbridge.relay.scopes;

import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.PlannedScope;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.relay.scopes.Profile.Listed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan beside the list of scopes that somebody asks for to do the same: each difference and its reason. */
public final class ProfileComparison {

    private final ScopeCatalogue catalogue;

    public ProfileComparison(ScopeCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A scope that the list has, the plan has, or both.
     *
     * @param why what is behind it
     */
    public record Row(String scope, boolean listed, boolean planned, String why) {}

    /** The rows of the list in its order, then what only the plan has. */
    public List<Row> rows(Profile profile, ContextPlan plan) {
        List<Listed> listed = profile.listed(plan.context().name());
        Map<String, String> elsewhere = new LinkedHashMap<>();
        profile.contexts()
                .forEach(context -> context.capabilities()
                        .forEach(capability -> elsewhere.putIfAbsent(capability, context.title())));
        List<Row> rows = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Listed row : listed) {
            Optional<PlannedScope> planned = plan.scopes().stream()
                    .filter(scope -> scope.info().isNamed(row.scope()))
                    .findFirst();
            planned.ifPresent(scope -> seen.add(scope.scope().name()));
            rows.add(new Row(
                    row.scope(),
                    true,
                    planned.isPresent(),
                    planned.map(ProfileComparison::needed).orElseGet(() -> dropped(row, plan, elsewhere))));
        }
        for (PlannedScope scope : plan.scopes()) {
            if (!seen.contains(scope.scope().name())) {
                rows.add(new Row(scope.scope().name(), false, true, needed(scope)));
            }
        }
        return rows;
    }

    private static String needed(PlannedScope scope) {
        return "the least for " + names(scope.falls());
    }

    private String dropped(Listed row, ContextPlan plan, Map<String, String> elsewhere) {
        List<ScopeInfo> known = catalogue.named(row.scope());
        if (known.isEmpty()) {
            return "there is no such scope" + instead(row, plan, elsewhere);
        }
        if (known.stream().noneMatch(ScopeInfo::isForServers)) {
            return "works inside the platform's client only; a server gains nothing from it";
        }
        if (known.stream()
                .noneMatch(
                        info -> plan.mode().grantTypes().contains(info.scope().grantType()))) {
            return "does not come in this grant type" + instead(row, plan, elsewhere);
        }
        if (row.capabilities().isEmpty()) {
            return unwanted(known.get(0), plan);
        }
        String verdict = opensAll(row, plan)
                ? isMore(known, row, plan) ? "more than it takes" : "not needed"
                : "does not open all of it";
        return verdict + instead(row, plan, elsewhere);
    }

    /** Whether what the plan has in its place is narrower, rather than asked for anyway. */
    private static boolean isMore(List<ScopeInfo> known, Listed row, ContextPlan plan) {
        int level = known.stream()
                .filter(info -> plan.mode().grantTypes().contains(info.scope().grantType()))
                .mapToInt(ScopeInfo::level)
                .max()
                .orElse(0);
        List<PlannedScope> instead = plan.scopes().stream()
                .filter(scope -> scope.falls().stream()
                        .anyMatch(falls -> row.capabilities().contains(falls.name())))
                .toList();
        return !instead.isEmpty()
                && instead.stream()
                        .allMatch(scope -> scope.scope().grantType() == GrantType.RESOURCE_SPECIFIC
                                || scope.info().level() < level);
    }

    private boolean opensAll(Listed row, ContextPlan plan) {
        Grant alone = Grant.of(plan.mode().grantTypes().stream()
                .map(type -> new Scope(row.scope(), type))
                .toList());
        return row.capabilities().stream()
                .flatMap(name -> catalogue.capability(name).operations().stream())
                .map(catalogue::operation)
                .filter(operation -> operation.isCalledIn(plan.mode()))
                .allMatch(operation -> catalogue.allows(operation, alone));
    }

    private static String instead(Listed row, ContextPlan plan, Map<String, String> elsewhere) {
        List<String> replaced = new ArrayList<>();
        for (String capability : row.capabilities()) {
            Set<String> scopes = plan.scopes().stream()
                    .filter(scope -> scope.falls().stream()
                            .anyMatch(falls -> falls.name().equals(capability)))
                    .map(scope -> scope.scope().name())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            Optional<String> gap = plan.gaps().stream()
                    .filter(missing -> missing.capability().equals(capability))
                    .map(missing -> missing.reason())
                    .findFirst();
            if (plan.context().capabilities().contains(capability)) {
                replaced.add(capability + ": "
                        + gap.map(reason -> "not possible, " + reason)
                                .orElse(scopes.isEmpty() ? "no scope" : String.join(", ", scopes)));
            } else {
                replaced.add(capability + ": what is asked for under \"" + elsewhere.getOrDefault(capability, "nothing")
                        + "\"");
            }
        }
        return replaced.isEmpty() ? "" : "; instead for " + String.join("; for ", replaced);
    }

    /** What a scope would be for that the profile does not have. */
    private String unwanted(ScopeInfo info, ContextPlan plan) {
        Set<String> has = plan.context().capabilities().stream().collect(Collectors.toSet());
        List<String> others = catalogue.capabilities().stream()
                .filter(capability -> !has.contains(capability.name()))
                .filter(capability -> capability.operations().stream()
                        .anyMatch(name -> catalogue.operation(name).alternatives().stream()
                                .anyMatch(set -> set.contains(info.scope()))))
                .map(Capability::name)
                .toList();
        return others.isEmpty()
                ? info.unused().orElse("no capability of the profile takes it")
                : "for what the profile does not have: " + String.join(", ", others);
    }

    private static String names(List<Capability> capabilities) {
        return capabilities.stream().map(Capability::name).collect(Collectors.joining(", "));
    }
}
