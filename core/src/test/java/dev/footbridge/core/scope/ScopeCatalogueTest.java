package dev.footbridge.core.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.footbridge.core.id.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeCatalogueTest {

    private static final Scope READ = new Scope("read", GrantType.USER);
    private static final Scope CASES = new Scope("cases", GrantType.USER);
    private static final GrantMode USER = new GrantMode("user", "A user", Set.of(GrantType.USER));
    private static final ScopeInfo READING = ScopeInfo.of(READ, "read", Consent.USER);
    private static final Operation LIST = operation("list", Set.of(READ));
    private static final Capability LISTING = new Capability("list", "to list", List.of("list"), true, false);

    private static Operation operation(String name, Set<Scope> scopes) {
        return new Operation(name, "for " + name, List.of(scopes), Optional.empty(), Optional.empty(), Set.of());
    }

    private static ScopeRows rows(List<ScopeInfo> scopes, List<Operation> operations, List<Capability> capabilities) {
        return new ScopeRows(
                new Platform("example"), "this test", List.of("free"), List.of(USER), scopes, operations, capabilities);
    }

    private static void refused(ScopeRows rows, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScopeCatalogue.of(rows))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private static ScopeInfo with(Set<Surface> surfaces, Optional<String> tier, Set<Scope> implies, String unused) {
        return new ScopeInfo(
                CASES,
                "manage cases",
                Consent.ADMINISTRATOR,
                surfaces,
                tier,
                Optional.empty(),
                1,
                implies,
                List.of("case"),
                Optional.of(unused).filter(text -> !text.isEmpty()));
    }

    @Test
    void namesEverythingThatIsWrong() {
        refused(
                rows(
                        List.of(ScopeInfo.of(READ, " ", Consent.USER), ScopeInfo.of(CASES, "cases", Consent.USER)),
                        List.of(LIST, operation("post", Set.of(new Scope("write", GrantType.USER)))),
                        List.of(new Capability("list", "", List.of("list", "fly"), true, false))),
                "scope read (USER) has no purpose",
                "no operation needs scope cases (USER)",
                "operation post needs an unknown scope write (USER)",
                "operation post is outside every capability",
                "capability list has no purpose",
                "unknown operation fly");
    }

    @Test
    void namesWhatWouldOpenACallTheLeastFirst() {
        Scope write = new Scope("write", GrantType.USER);
        Operation copy =
                new Operation("copy", "x", List.of(Set.of(READ, write)), Optional.empty(), Optional.empty(), Set.of());
        ScopeInfo broader = with(Set.of(Surface.SERVER), Optional.empty(), Set.of(READ), "broader than any call needs");
        ScopeCatalogue catalogue = ScopeCatalogue.of(rows(
                List.of(READING, broader, ScopeInfo.of(write, "write", Consent.USER)),
                List.of(LIST, copy),
                List.of(LISTING, new Capability("copy", "to copy", List.of("copy"), true, false))));

        assertThat(catalogue.missing(LIST, Grant.unknown()))
                .hasToString("read (or cases)")
                .isEqualTo(new MissingScopes(List.of(READ), List.of(CASES)));
        assertThat(catalogue.missing(copy, Grant.of(Set.of(write)))).hasToString("read (or cases)");
        assertThat(catalogue.missing(copy, Grant.of(Set.of(CASES)))).hasToString("write");
    }

    @Test
    void wantsAReasonForNeedingNothing() {
        refused(
                rows(List.of(READING), List.of(LIST, operation("ping", Set.of())), List.of(LISTING)),
                "operation ping needs no scope without a reason");
        Operation both =
                new Operation("list", "x", List.of(Set.of(READ)), Optional.of("because"), Optional.empty(), Set.of());
        refused(rows(List.of(READING), List.of(both), List.of(LISTING)), "has scopes and a reason for none");
    }

    @Test
    void keepsScopesOfTheClientAwayFromServers() {
        ScopeInfo inClient = with(Set.of(Surface.CLIENT), Optional.empty(), Set.of(), "");
        refused(
                rows(List.of(READING, inClient), List.of(LIST, operation("cases", Set.of(CASES))), List.of(LISTING)),
                "operation cases needs scope cases (USER), which no server can use");
    }

    @Test
    void refusesWhatDoesNotFit() {
        ScopeInfo odd = with(Set.of(), Optional.of("golden"), Set.of(new Scope("x", GrantType.USER)), "a reason");
        refused(
                rows(List.of(READING, odd), List.of(LIST), List.of(LISTING)),
                "is of use nowhere",
                "unknown tier golden",
                "implies an unknown x");
        refused(
                new ScopeRows(
                        new Platform("example"),
                        "",
                        List.of(),
                        List.of(new GrantMode("bot", "A bot", Set.of(GrantType.BOT))),
                        List.of(READING),
                        List.of(LIST),
                        List.of(LISTING)),
                "does not say where its facts come from",
                "no grant mode can hold scope read (USER)");
    }

    @Test
    void knowsAScopeByAllItsNames() {
        ScopeCatalogue catalogue = ScopeCatalogue.of(rows(
                List.of(READING, with(Set.of(Surface.SERVER), Optional.of("free"), Set.of(READ), "not yet")),
                List.of(LIST),
                List.of(LISTING)));
        Scope other = new Scope("case", GrantType.USER);

        assertThat(catalogue.named("case")).extracting(ScopeInfo::scope).containsExactly(CASES);
        assertThat(catalogue.named("Case")).isEmpty();
        assertThat(catalogue.spelled(other)).isEqualTo(CASES);
        assertThat(catalogue.closure(List.of(other))).containsExactly(CASES, READ);
        assertThat(catalogue.allows(LIST, Grant.of(Set.of(other)))).isTrue();
    }

    @Test
    void showsEachKindOfCredentialWhatItCanCall() {
        GrantMode bot = new GrantMode("bot", "A bot", Set.of(GrantType.BOT));
        Scope botRead = new Scope("read", GrantType.BOT);
        Operation both = new Operation(
                "list",
                "for list",
                List.of(Set.of(READ), Set.of(botRead)),
                Optional.empty(),
                Optional.empty(),
                Set.of());
        Operation post = operation("post", Set.of(CASES));
        ScopeCatalogue catalogue = ScopeCatalogue.of(new ScopeRows(
                new Platform("example"),
                "this test",
                List.of(),
                List.of(USER, bot),
                List.of(
                        READING,
                        ScopeInfo.of(botRead, "read", Consent.NOBODY),
                        ScopeInfo.of(CASES, "cases", Consent.USER)),
                List.of(both, post),
                List.of(LISTING, new Capability("post", "to post", List.of("post"), true, false))));

        ScopeCatalogue seen = catalogue.in(bot);
        assertThat(seen.operations()).extracting(Operation::name).containsExactly("list");
        assertThat(seen.operation("list").alternatives()).containsExactly(Set.of(botRead));
        assertThat(seen.capabilities()).extracting(Capability::name).containsExactly("list");
    }

    @Test
    void hasNothingForAPlatformWithoutPermissions() {
        assertThat(ScopeCatalogue.none(new Platform("fake")).operations()).isEmpty();
    }
}
