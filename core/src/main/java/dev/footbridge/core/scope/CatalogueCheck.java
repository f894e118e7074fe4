package dev.footbridge.core.scope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what is wrong with the rows of a catalogue, all of it at once. */
final class CatalogueCheck {

    private final ScopeRows rows;
    private final Map<Scope, ScopeInfo> scopes = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private CatalogueCheck(ScopeRows rows) {
        this.rows = rows;
    }

    static List<String> problems(ScopeRows rows) {
        CatalogueCheck check = new CatalogueCheck(rows);
        check.header();
        rows.scopes().forEach(check::scope);
        rows.scopes().forEach(check::implied);
        rows.operations().forEach(check::operation);
        check.unused();
        check.capabilities();
        return check.problems;
    }

    private void header() {
        require(!rows.source().isBlank(), "it does not say where its facts come from");
        require(!rows.modes().isEmpty(), "it has no grant mode");
    }

    private void scope(ScopeInfo info) {
        require(scopes.put(info.scope(), info) == null, "scope " + shown(info.scope()) + " comes twice");
        require(!info.purpose().isBlank(), "scope " + shown(info.scope()) + " has no purpose");
        require(!info.surfaces().isEmpty(), "scope " + shown(info.scope()) + " is of use nowhere");
        info.tier()
                .ifPresent(tier -> require(
                        rows.tiers().contains(tier), "scope " + shown(info.scope()) + " has an unknown tier " + tier));
        require(
                rows.modes().stream().anyMatch(mode -> mode.canHold(Set.of(info.scope()))),
                "no grant mode can hold scope " + shown(info.scope()));
    }

    private void implied(ScopeInfo info) {
        for (Scope narrower : info.implies()) {
            ScopeInfo other = scopes.get(narrower);
            require(other != null, "scope " + shown(info.scope()) + " implies an unknown " + shown(narrower));
            require(
                    other == null || other.level() <= info.level(),
                    "scope " + shown(info.scope()) + " implies " + shown(narrower) + " of a higher level");
        }
    }

    private void operation(Operation operation) {
        String name = operation.name();
        require(!operation.purpose().isBlank(), "operation " + name + " has no purpose");
        operation.modes().stream()
                .filter(mode ->
                        rows.modes().stream().noneMatch(row -> row.name().equals(mode)))
                .forEach(mode -> problems.add("operation " + name + " is made in an unknown mode " + mode));
        boolean none = operation.alternatives().stream().anyMatch(Set::isEmpty);
        require(
                none == operation.reasonForNone().isPresent(),
                "operation " + name
                        + (none ? " needs no scope without a reason" : " has scopes and a reason for none"));
        require(!none || operation.alternatives().size() == 1, "operation " + name + " has scopes and needs none");
        for (Set<Scope> alternative : operation.alternatives()) {
            for (Scope scope : alternative) {
                ScopeInfo info = scopes.get(scope);
                require(info != null, "operation " + name + " needs an unknown scope " + shown(scope));
                require(
                        info == null || info.isForServers(),
                        "operation " + name + " needs scope " + shown(scope) + ", which no server can use");
            }
            require(
                    none || rows.modes().stream().anyMatch(mode -> mode.canHold(alternative)),
                    "no grant mode can hold all of " + alternative + " of operation " + name);
        }
    }

    private void unused() {
        Set<Scope> used = rows.operations().stream()
                .flatMap(operation -> operation.alternatives().stream())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        for (ScopeInfo info : rows.scopes()) {
            if (used.contains(info.scope())) {
                require(info.unused().isEmpty(), "scope " + shown(info.scope()) + " is used, and says why it is not");
            } else {
                require(info.unused().isPresent(), "no operation needs scope " + shown(info.scope()));
            }
        }
    }

    private void capabilities() {
        Set<String> operations = rows.operations().stream().map(Operation::name).collect(Collectors.toSet());
        Set<String> covered = new HashSet<>();
        for (Capability capability : rows.capabilities()) {
            String name = capability.name();
            require(!capability.purpose().isBlank(), "capability " + name + " has no purpose");
            require(!capability.operations().isEmpty(), "capability " + name + " has no operation");
            capability.operations().stream()
                    .filter(operation -> !operations.contains(operation))
                    .forEach(
                            operation -> problems.add("capability " + name + " has an unknown operation " + operation));
            covered.addAll(capability.operations());
        }
        for (Operation operation : rows.operations()) {
            // A call with cases is as covered as its cases.
            require(
                    covered.stream()
                            .anyMatch(name -> name.equals(operation.name()) || name.startsWith(operation.name() + ':')),
                    "operation " + operation.name() + " is outside every capability");
        }
    }

    private void require(boolean fine, String problem) {
        if (!fine) {
            problems.add(problem);
        }
    }

    private static String shown(Scope scope) {
        return scope.name() + " (" + scope.grantType() + ")";
    }
}
