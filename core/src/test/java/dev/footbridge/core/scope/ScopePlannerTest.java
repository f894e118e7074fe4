package dev.footbridge.core.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.footbridge.core.id.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScopePlannerTest {

    private static final GrantMode APPLICATION =
            new GrantMode("application", "The application", Set.of(GrantType.APPLICATION, GrantType.RESOURCE_SPECIFIC));
    private static final Scope READ = application("read");
    private static final Scope READ_IN = new Scope("read.in", GrantType.RESOURCE_SPECIFIC);
    private static final Scope WRITE = application("write");
    private static final Scope ALL = application("all");
    private static final Scope EXPORT = application("export");
    private static final Scope LISTEN = application("listen");

    private static final ScopeCatalogue CATALOGUE = ScopeCatalogue.of(new ScopeRows(
            new Platform("example"),
            "this test",
            List.of("free", "enterprise"),
            List.of(APPLICATION, new GrantMode("bot", "A bot", Set.of(GrantType.BOT))),
            List.of(
                    info(READ, 2, Set.of()),
                    info(READ_IN, 1, Set.of()),
                    info(WRITE, 2, Set.of()),
                    info(ALL, 3, Set.of(READ, WRITE)),
                    inTier(info(EXPORT, 2, Set.of()), "enterprise"),
                    inClient(info(LISTEN, 1, Set.of()))),
            List.of(
                    operation("list", Set.of(READ_IN), Set.of(READ)),
                    operation("search", Set.of(READ)),
                    operation("send", Set.of(WRITE)),
                    operation("manage", Set.of(ALL)),
                    operation("export", Set.of(EXPORT))),
            List.of(
                    capability("list"),
                    capability("search"),
                    capability("send"),
                    capability("manage"),
                    capability("export"))));

    private static Scope application(String name) {
        return new Scope(name, GrantType.APPLICATION);
    }

    private static ScopeInfo info(Scope scope, int level, Set<Scope> implies) {
        return new ScopeInfo(
                scope,
                "opens " + scope,
                Consent.ADMINISTRATOR,
                Set.of(Surface.SERVER),
                Optional.empty(),
                Optional.empty(),
                level,
                implies,
                List.of(),
                Optional.empty());
    }

    private static ScopeInfo inTier(ScopeInfo info, String tier) {
        return new ScopeInfo(
                info.scope(),
                info.purpose(),
                info.consent(),
                info.surfaces(),
                Optional.of(tier),
                info.origin(),
                info.level(),
                info.implies(),
                info.alsoSpelled(),
                info.unused());
    }

    private static ScopeInfo inClient(ScopeInfo info) {
        return new ScopeInfo(
                info.scope(),
                info.purpose(),
                info.consent(),
                Set.of(Surface.CLIENT),
                info.tier(),
                info.origin(),
                info.level(),
                info.implies(),
                info.alsoSpelled(),
                Optional.of("works in the client only"));
    }

    @SafeVarargs
    private static Operation operation(String name, Set<Scope>... alternatives) {
        return new Operation(name, "for " + name, List.of(alternatives), Optional.empty(), Optional.empty(), Set.of());
    }

    private static Capability capability(String operation) {
        return new Capability(operation, "to " + operation, List.of(operation), true, false);
    }

    private static ContextPlan plan(String... capabilities) {
        return plan(PlanRequest.of(APPLICATION, List.of(capabilities)));
    }

    private static ContextPlan plan(PlanRequest request) {
        return new ScopePlanner(CATALOGUE).plan(request).contexts().get(0);
    }

    @Test
    void takesTheNarrowestThatOpensACall() {
        assertThat(plan("list").granted()).containsExactly(READ_IN);
    }

    @Test
    void doesNotAskForWhatABroaderScopeThatIsNeededAnywayOpens() {
        assertThat(plan("list", "search").granted()).containsExactly(READ);
        assertThat(plan("search", "send", "manage").granted()).containsExactly(ALL);
    }

    @Test
    void takesTwoNarrowScopesRatherThanABroadOne() {
        assertThat(plan("search", "send").granted()).containsExactly(READ, WRITE);
    }

    @Test
    void takesTheOneThatImpliesLessOfTwoOfTheSameLevel() {
        Scope narrow = application("narrow");
        Scope broad = application("broad");
        List<ScopeInfo> scopes = List.of(info(broad, 2, Set.of(narrow)), info(narrow, 2, Set.of()));
        ScopeCatalogue catalogue = catalogue(scopes, List.of(operation("look", Set.of(broad), Set.of(narrow))));

        assertThat(new ScopePlanner(catalogue)
                        .plan(PlanRequest.of(APPLICATION, List.of("look")))
                        .scopes())
                .containsExactly(narrow);
    }

    @Test
    void plansForTheWholeTenantWhenAskedTo() {
        PlanRequest request = PlanRequest.of(APPLICATION, List.of("list")).withResourceSpecific(false);

        assertThat(plan(request).granted()).containsExactly(READ);
    }

    @Test
    void saysWhyEachScopeIsThereAndWhatFallsWithoutIt() {
        ContextPlan plan = plan("list", "search", "send");

        assertThat(plan.scopes().get(0).operations())
                .extracting(Operation::name)
                .containsExactly("list", "search");
        assertThat(plan.scopes().get(1).falls()).extracting(Capability::name).containsExactly("send");
        assertThat(plan.consentGroups()).containsOnlyKeys(Consent.ADMINISTRATOR);
    }

    @Test
    void saysWhatAPlanOfThePlatformLacks() {
        ContextPlan plan =
                plan(PlanRequest.of(APPLICATION, List.of("list", "export")).onTier("free"));

        assertThat(plan.granted()).containsExactly(READ_IN);
        assertThat(plan.capabilities()).extracting(Capability::name).containsExactly("list");
        assertThat(plan.gaps())
                .containsExactly(new PlanGap(
                        "export", "export", "export needs the plan enterprise, and the workspace has free"));
        assertThat(plan(PlanRequest.of(APPLICATION, List.of("export")).onTier("enterprise"))
                        .gaps())
                .isEmpty();
    }

    @Test
    void saysWhatAKindOfCredentialCannotHold() {
        ContextPlan plan = plan(PlanRequest.of(CATALOGUE.mode("bot"), List.of("list")));

        assertThat(plan.scopes()).isEmpty();
        assertThat(plan.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason())
                        .isEqualTo("read.in (resource-specific) cannot be granted in mode bot; "
                                + "read (application) cannot be granted in mode bot"));
    }

    @Test
    void refusesNamesThatDoNotExistAndNamesThoseThatDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("lst"))
                .withMessage("example has no capability lst; it has list, search, send, manage, export");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> plan(PlanRequest.of(APPLICATION, List.of("list")).onTier("golden")))
                .withMessageContaining("it has free, enterprise");
    }

    @Test
    void auditsWhatIsHeld() {
        GrantAudit audit = GrantAudit.of(
                CATALOGUE,
                plan("search", "send", "export").granted(),
                Grant.of(List.of(ALL, LISTEN, application("nonsense"))));

        assertThat(audit.missing()).containsExactly(EXPORT);
        assertThat(audit.excess()).containsExactly(LISTEN, application("nonsense"));
        assertThat(audit.unknown()).containsExactly(application("nonsense"));
        assertThat(audit.implied()).containsEntry(READ, Set.of(ALL)).containsEntry(WRITE, Set.of(ALL));
        assertThat(audit.isExact()).isFalse();
        assertThat(GrantAudit.of(CATALOGUE, Set.of(READ), Grant.of(Set.of(READ)))
                        .isExact())
                .isTrue();
        assertThat(GrantAudit.of(CATALOGUE, Set.of(READ), Grant.unknown()).known())
                .isFalse();
    }

    @Test
    void warnsOfWhatAGrantLeavesClosed() {
        assertThat(GrantWarnings.of(CATALOGUE, Grant.of(List.of(ALL, READ_IN))))
                .containsExactly("Without the scope export this will not work: export (to export). "
                        + "Consent by an administrator brings it");
        assertThat(GrantWarnings.of(CATALOGUE, Grant.unknown())).isEmpty();
    }

    /** Every set of up to eight scopes is tried. */
    @Test
    void noSetIsLessThanThePlan() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<ScopeInfo> scopes = scopes(random);
            List<Operation> operations = operations(random, scopes);
            ScopeCatalogue catalogue = catalogue(scopes, operations);
            Set<Scope> planned = new ScopePlanner(catalogue)
                    .plan(PlanRequest.of(
                            APPLICATION,
                            operations.stream().map(Operation::name).toList()))
                    .scopes();

            long least = cost(scopes, (1 << scopes.size()) - 1) + 1;
            for (int bits = 0; bits < 1 << scopes.size(); bits++) {
                if (opensAll(catalogue, operations, chosen(scopes, bits))) {
                    least = Math.min(least, cost(scopes, bits));
                }
            }
            assertThat(opensAll(catalogue, operations, planned))
                    .as("seed %s: the plan opens everything", seed)
                    .isTrue();
            assertThat(cost(scopes, planned)).as("seed %s", seed).isEqualTo(least);
            assertThat(new ScopePlanner(catalogue)
                            .plan(PlanRequest.of(
                                    APPLICATION,
                                    operations.stream().map(Operation::name).toList()))
                            .scopes())
                    .as("seed %s, planned again", seed)
                    .containsExactlyElementsOf(planned);
        }
    }

    private static List<ScopeInfo> scopes(Random random) {
        List<ScopeInfo> scopes = new ArrayList<>();
        int count = 2 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            int level = 1 + random.nextInt(3);
            Set<Scope> implies = new java.util.LinkedHashSet<>();
            for (ScopeInfo earlier : scopes) {
                if (earlier.level() < level && random.nextInt(3) == 0) {
                    implies.add(earlier.scope());
                }
            }
            scopes.add(info(application("s" + i), level, implies));
        }
        return scopes;
    }

    private static List<Operation> operations(Random random, List<ScopeInfo> scopes) {
        List<Operation> operations = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            List<Set<Scope>> alternatives = new ArrayList<>();
            int ways = 1 + random.nextInt(3);
            for (int way = 0; way < ways; way++) {
                Set<Scope> set = new java.util.LinkedHashSet<>();
                int size = 1 + random.nextInt(2);
                for (int j = 0; j < size; j++) {
                    set.add(scopes.get(random.nextInt(scopes.size())).scope());
                }
                alternatives.add(set);
            }
            operations.add(new Operation(
                    "o" + i, "for something", alternatives, Optional.empty(), Optional.empty(), Set.of()));
        }
        return operations;
    }

    private static ScopeCatalogue catalogue(List<ScopeInfo> scopes, List<Operation> operations) {
        // Scopes that happen to be unused are used by a call that nobody plans for.
        List<Operation> all = new ArrayList<>(operations);
        scopes.forEach(info -> all.add(operation("only " + info.name(), Set.of(info.scope()))));
        return ScopeCatalogue.of(new ScopeRows(
                new Platform("generated"),
                "this test",
                List.of(),
                List.of(APPLICATION),
                scopes,
                all,
                all.stream().map(row -> capability(row.name())).toList()));
    }

    private static boolean opensAll(ScopeCatalogue catalogue, List<Operation> operations, Collection<Scope> held) {
        return operations.stream().allMatch(operation -> catalogue.allows(operation, Grant.of(held)));
    }

    private static List<Scope> chosen(List<ScopeInfo> scopes, int bits) {
        return IntStream.range(0, scopes.size())
                .filter(i -> (bits >> i & 1) == 1)
                .mapToObj(i -> scopes.get(i).scope())
                .toList();
    }

    private static long cost(List<ScopeInfo> scopes, int bits) {
        return cost(scopes, chosen(scopes, bits));
    }

    private static long cost(List<ScopeInfo> scopes, Collection<Scope> chosen) {
        return scopes.stream()
                .filter(info -> chosen.contains(info.scope()))
                .mapToLong(info -> (long) Math.pow(100, info.level()))
                .sum();
    }
}
