package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.PlannedScope;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.testkit.contract.ScopeBench.Probe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Proves the plans of a connector by running them: with exactly the planned scopes everything works; without any single one
 * of them the capabilities that the plan names fail, naming that scope, and the others go on working. Rules S1 to S4 of {@code CONTRACT.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
public abstract class ScopeContract {

    @SuppressWarnings("NullAway.Init")
    private ScopeBench bench;

    @SuppressWarnings("NullAway.Init")
    private ScopeCatalogue catalogue;

    /** For a subclass in any package. */
    protected ScopeContract() {}

    /** The platform, freshly started; the contract closes it when all tests are through. */
    protected abstract ScopeBench bench() throws Exception;

    @BeforeAll
    final void start() throws Exception {
        bench = bench();
        catalogue = bench.provider().scopes();
        for (GrantMode mode : modes()) {
            if (catalogue.in(mode).capabilities().stream()
                    .anyMatch(row -> row.name().equals("post"))) {
                bench.stock(mode);
            }
        }
    }

    @AfterAll
    final void stop() {
        bench.close();
    }

    private List<GrantMode> modes() {
        return bench.modes().stream().map(catalogue::mode).toList();
    }

    private List<String> capabilities() {
        return catalogue.capabilities().stream()
                .filter(capability -> !capability.planOnly())
                .map(Capability::name)
                .toList();
    }

    private ContextPlan plan(GrantMode mode, List<String> capabilities) {
        return new ScopePlanner(catalogue)
                .plan(PlanRequest.of(mode, capabilities))
                .contexts()
                .get(0);
    }

    @Test
    final void s1_every_capability_that_can_be_planned_can_be_tried() {
        assertThat(catalogue.platform()).isEqualTo(bench.provider().platform());
        assertThat(modes()).as("modes").containsExactlyInAnyOrderElementsOf(catalogue.modes());
        Set<String> planned = new LinkedHashSet<>();
        for (GrantMode mode : modes()) {
            List<String> possible = plan(mode, capabilities()).capabilities().stream()
                    .map(Capability::name)
                    .toList();
            assertThat(bench.probes(mode).keySet())
                    .as("what can be tried in mode %s", mode.name())
                    .containsAll(possible);
            planned.addAll(possible);
        }
        assertThat(planned)
                .as("what is tried in some mode: all that is not planOnly")
                .containsExactlyInAnyOrderElementsOf(capabilities());
    }

    @Test
    final void s2_each_capability_works_with_exactly_its_plan() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (GrantMode mode : modes()) {
            for (Capability capability : plan(mode, capabilities()).capabilities()) {
                Set<Scope> scopes = plan(mode, List.of(capability.name())).granted();
                tried(mode, scopes, List.of(capability)).forEach((name, missing) -> {
                    if (!missing.isEmpty()) {
                        wrong.add(mode.name() + ": " + name + " with " + scopes + " misses " + missing);
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    final void s3_each_capability_fails_without_any_one_of_its_scopes() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (GrantMode mode : modes()) {
            for (Capability capability : plan(mode, capabilities()).capabilities()) {
                ContextPlan plan = plan(mode, List.of(capability.name()));
                for (PlannedScope planned : plan.scopes()) {
                    Scope scope = planned.scope();
                    String missing = tried(mode, without(plan.granted(), scope), List.of(capability))
                            .getOrDefault(capability.name(), "");
                    if (!names(missing, planned)) {
                        wrong.add(mode.name() + ": " + capability.name() + " without " + scope + " says '" + missing
                                + "'");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    final void s4_without_one_scope_of_the_whole_plan_just_the_capabilities_it_names_fail() throws Exception {
        List<String> wrong = new ArrayList<>();
        int removed = 0;
        for (GrantMode mode : modes()) {
            ContextPlan whole = plan(mode, capabilities());
            tried(mode, whole.granted(), whole.capabilities()).forEach((name, missing) -> {
                if (!missing.isEmpty()) {
                    wrong.add(mode.name() + ": " + name + " with the whole plan misses " + missing);
                }
            });
            for (PlannedScope planned : whole.scopes()) {
                removed++;
                Set<Scope> rest = without(whole.granted(), planned.scope());
                Map<String, String> missing = tried(mode, rest, whole.capabilities());
                for (Capability capability : whole.capabilities()) {
                    boolean falls = planned.falls().contains(capability);
                    String said = missing.getOrDefault(capability.name(), "");
                    if (falls ? !names(said, planned) : !said.isEmpty()) {
                        wrong.add(mode.name() + " without " + planned.scope() + ": " + capability.name()
                                + (falls ? " should name it, says '" : " should work, misses '") + said + "'");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(removed).as("scopes that were taken away").isPositive();
    }

    /** Names the scope, or a narrower one that would do for the call that is closed without it. */
    private static boolean names(String said, PlannedScope planned) {
        return planned.operations().stream()
                .flatMap(operation -> operation.alternatives().stream())
                .flatMap(Set::stream)
                .map(Scope::name)
                .anyMatch(name -> said.contains(name));
    }

    private static Set<Scope> without(Set<Scope> scopes, Scope one) {
        Set<Scope> rest = new LinkedHashSet<>(scopes);
        rest.remove(one);
        return rest;
    }

    /** What each capability says is missing; empty for what works. */
    private Map<String, String> tried(GrantMode mode, Set<Scope> scopes, List<Capability> capabilities)
            throws InterruptedException {
        Map<String, Probe> probes = bench.probes(mode);
        Map<String, String> missing = new LinkedHashMap<>();
        for (Capability capability : capabilities) {
            try (Connector connector = bench.connect(mode, scopes)) {
                missing.put(capability.name(), tried(Objects.requireNonNull(probes.get(capability.name())), connector));
            }
        }
        return missing;
    }

    private static String tried(Probe probe, Connector connector) throws InterruptedException {
        try {
            Optional<String> missing = probe.missing(connector);
            return missing.orElse("");
        } catch (ConnectorException e) {
            return "failed with " + e.kind() + " " + e.code() + ": " + e.getMessage();
        }
    }
}
