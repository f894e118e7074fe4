package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.PlannedScope;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.testkit.contract.ScopeBench.Probe;
import dev.footbridge.testkit.emulator.JournalEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Proves the plans of a connector by running them: with exactly the planned scopes everything works; without any single one
 * of them the capabilities that the plan names fail, naming that scope, and the others go on working. In every grant mode of
 * the catalogue, with and without resource-specific consent where there is such a thing. Rules S1 to S6 of
 * {@code CONTRACT.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
public abstract class ScopeContract {

    private static final String FAILED = "failed with ";

    @SuppressWarnings("NullAway.Init")
    private ScopeBench bench;

    @SuppressWarnings("NullAway.Init")
    private ScopeCatalogue catalogue;

    /** For a subclass in any package. */
    protected ScopeContract() {}

    /** The platform, freshly started; the contract closes it when all tests are through. */
    protected abstract ScopeBench bench() throws Exception;

    /** A kind of credential, with or without resource-specific consent. */
    private record Kind(GrantMode mode, boolean resourceSpecific) {
        @Override
        public String toString() {
            return mode.name() + (resourceSpecific ? "" : " without resource-specific consent");
        }
    }

    @BeforeAll
    final void start() throws Exception {
        bench = bench();
        catalogue = bench.provider().scopes();
        for (GrantMode mode : catalogue.modes()) {
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

    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        for (GrantMode mode : catalogue.modes()) {
            kinds.add(new Kind(mode, true));
            if (mode.grantTypes().contains(GrantType.RESOURCE_SPECIFIC)) {
                kinds.add(new Kind(mode, false));
            }
        }
        return kinds;
    }

    private List<String> capabilities(Predicate<Capability> which) {
        return catalogue.capabilities().stream()
                .filter(which)
                .map(Capability::name)
                .toList();
    }

    private List<String> used() {
        return capabilities(capability -> !capability.planOnly());
    }

    private ContextPlan plan(Kind kind, List<String> capabilities) {
        return new ScopePlanner(catalogue)
                .plan(PlanRequest.of(kind.mode(), capabilities).withResourceSpecific(kind.resourceSpecific()))
                .contexts()
                .get(0);
    }

    /** The plan of each capability by itself. */
    private List<ContextPlan> plans(Kind kind, List<String> capabilities) {
        return plan(kind, capabilities).capabilities().stream()
                .map(capability -> plan(kind, List.of(capability.name())))
                .toList();
    }

    @Test
    final void s1_every_capability_can_be_tried() {
        assertThat(catalogue.platform()).isEqualTo(bench.provider().platform());
        Set<String> tried = new TreeSet<>();
        for (Kind kind : kinds()) {
            List<String> possible = plan(kind, used()).capabilities().stream()
                    .map(Capability::name)
                    .toList();
            assertThat(bench.probes(kind.mode()).keySet())
                    .as("what can be tried in mode %s", kind)
                    .containsAll(possible);
            tried.addAll(possible);
        }
        assertThat(tried)
                .as("capabilities that some kind of credential can have")
                .containsAll(used());
    }

    @Test
    final void s2_each_capability_works_with_exactly_its_plan() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Kind kind : kinds()) {
            for (ContextPlan plan : plans(kind, used())) {
                tried(kind, plan.granted(), plan.capabilities()).forEach((name, said) -> {
                    if (!said.isEmpty()) {
                        wrong.add(kind + ": " + name + " with " + plan.granted() + " says '" + said + "'");
                    }
                });
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    final void s3_each_capability_fails_without_any_one_of_its_scopes() throws Exception {
        List<String> wrong = new ArrayList<>();
        Set<Scope> removed = new LinkedHashSet<>();
        for (Kind kind : kinds()) {
            for (ContextPlan plan : plans(kind, used())) {
                for (Scope scope : plan.granted()) {
                    removed.add(scope);
                    tried(kind, without(plan.granted(), scope), plan.capabilities())
                            .forEach((name, said) -> {
                                if (!isNamed(scope, said)) {
                                    wrong.add(kind + ": " + name + " without " + scope + " says '" + said + "'");
                                }
                            });
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(removed).as("scopes that were taken away").containsAll(planned());
    }

    /** All scopes of all plans for what the connector does. */
    private Set<Scope> planned() {
        Set<Scope> planned = new LinkedHashSet<>();
        kinds().forEach(kind -> planned.addAll(plan(kind, used()).granted()));
        assertThat(planned).as("planned scopes").isNotEmpty();
        return planned;
    }

    @Test
    final void s4_without_one_scope_of_the_whole_plan_just_the_capabilities_it_names_fail() throws Exception {
        List<String> wrong = new ArrayList<>();
        Set<Scope> removed = new LinkedHashSet<>();
        for (Kind kind : kinds()) {
            ContextPlan whole = plan(kind, used());
            tried(kind, whole.granted(), whole.capabilities()).forEach((name, said) -> {
                if (!said.isEmpty()) {
                    wrong.add(kind + ": " + name + " with the whole plan says '" + said + "'");
                }
            });
            for (PlannedScope planned : whole.scopes()) {
                removed.add(planned.scope());
                Set<Scope> rest = without(whole.granted(), planned.scope());
                Map<String, String> said = tried(kind, rest, whole.capabilities());
                for (Capability capability : whole.capabilities()) {
                    boolean falls = planned.falls().contains(capability);
                    String words = said.getOrDefault(capability.name(), "");
                    if (falls ? !isNamed(planned.scope(), words) : !words.isEmpty()) {
                        wrong.add(kind + " without " + planned.scope() + ": " + capability.name()
                                + (falls ? " should name it, says '" : " should work, says '") + words + "'");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(removed).as("scopes that were taken away").containsAll(planned());
    }

    @Test
    final void s5_what_is_only_planned_is_proved_by_the_guard() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Kind kind : kinds()) {
            for (ContextPlan plan : plans(kind, capabilities(Capability::planOnly))) {
                String name = kind + ": " + plan.capabilities().get(0).name();
                String whole = guarded(kind, plan, plan.granted());
                if (!whole.isEmpty()) {
                    wrong.add(name + " with its plan says '" + whole + "'");
                }
                for (Scope scope : plan.granted()) {
                    String said = guarded(kind, plan, without(plan.granted(), scope));
                    if (!isNamed(scope, said)) {
                        wrong.add(name + " without " + scope + " says '" + said + "'");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What the guard says when the operations of the plan's capability are asked for one by one. */
    private String guarded(Kind kind, ContextPlan plan, Set<Scope> held) {
        ScopeGuard guard = new ScopeGuard(catalogue, kind.mode());
        guard.granted(Grant.of(held));
        try {
            for (String operation : plan.capabilities().get(0).operations()) {
                if (catalogue.operation(operation).isCalledIn(kind.mode())) {
                    guard.require(operation);
                }
            }
            return "";
        } catch (ConnectorException e) {
            return words(e);
        }
    }

    @Test
    final void s6_without_its_scopes_no_call_leaves() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (GrantMode mode : catalogue.modes()) {
            Kind kind = new Kind(mode, true);
            for (ContextPlan plan : plans(kind, used())) {
                Capability capability = plan.capabilities().get(0);
                if (!plan.granted().isEmpty()) {
                    String said = stopped(kind, capability);
                    if (!said.isEmpty()) {
                        wrong.add(kind + ": " + capability.name() + " " + said);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What is wrong when a capability is tried with a grant that is known and of no use for it. */
    private String stopped(Kind kind, Capability capability) throws InterruptedException {
        try (Connector connector = bench.connect(kind.mode(), useless(kind.mode()))) {
            tried(ScopeBench.calling(Connector::check), connector);
            long before = bench.harness(kind.mode()).emulator().journal().entries().stream()
                    .mapToLong(JournalEntry::sequence)
                    .max()
                    .orElse(0);
            String said = tried(Objects.requireNonNull(bench.probes(kind.mode()).get(capability.name())), connector);
            if (said.isEmpty() || said.startsWith(FAILED)) {
                return "should be refused, says '" + said + "'";
            }
            List<String> requests =
                    bench.harness(kind.mode()).emulator().journal().entries(entry -> entry.sequence() > before).stream()
                            .map(entry -> entry.method() + " " + entry.path())
                            .filter(request -> !bench.needsNoScope(request))
                            .toList();
            return requests.isEmpty() || bench.isJudgedByPlatform(kind.mode(), capability)
                    ? ""
                    : "sent " + requests + " and said '" + said + "'";
        }
    }

    /** Scopes that open no call of the connector by themselves, so that something is granted wherever that is possible. */
    private Set<Scope> useless(GrantMode mode) {
        Set<Scope> scopes = bench.everything(mode);
        for (Capability capability : catalogue.in(mode).capabilities()) {
            if (!capability.planOnly()) {
                capability.operations().stream()
                        .map(catalogue::operation)
                        .filter(operation -> !operation.least().isEmpty())
                        .forEach(operation ->
                                scopes.removeIf(scope -> catalogue.allows(operation, Grant.of(Set.of(scope)))));
            }
        }
        return scopes;
    }

    /** Whether this is a refusal that names the scope, and not only one whose name begins or ends alike. */
    private static boolean isNamed(Scope scope, String said) {
        return !said.startsWith(FAILED)
                && Pattern.compile("(?<![\\w.:/-])" + Pattern.quote(scope.name()) + "(?![\\w/-]|[.:]\\w)")
                        .matcher(said)
                        .find();
    }

    private static Set<Scope> without(Set<Scope> scopes, Scope one) {
        Set<Scope> rest = new LinkedHashSet<>(scopes);
        rest.remove(one);
        return rest;
    }

    /** What each capability says is missing; empty for what works. */
    private Map<String, String> tried(Kind kind, Set<Scope> scopes, List<Capability> capabilities)
            throws InterruptedException {
        Map<String, Probe> probes = bench.probes(kind.mode());
        Map<String, String> missing = new LinkedHashMap<>();
        for (Capability capability : capabilities) {
            try (Connector connector = bench.connect(kind.mode(), scopes)) {
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
            return words(e);
        }
    }

    private static String words(ConnectorException e) {
        return e.kind() == ConnectorException.Kind.FORBIDDEN && e.missingScope().isPresent()
                ? Objects.requireNonNull(e.getMessage())
                : FAILED + e.kind() + " " + e.code() + ": " + e.getMessage();
    }
}
