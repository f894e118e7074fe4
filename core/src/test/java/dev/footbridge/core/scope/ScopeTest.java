package dev.footbridge.core.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final Scope READ = new Scope("messages:read", GrantType.BOT);
    private static final Scope ALL = new Scope("messages:all", GrantType.BOT);
    private static final Scope FILES = new Scope("files:read", GrantType.BOT);

    @Test
    void opensACallWithAnyAlternative() {
        Operation operation = new Operation("list", List.of(Set.of(READ), Set.of(ALL)));

        assertThat(operation.allowedBy(Grant.of(Set.of(READ)))).isTrue();
        assertThat(operation.allowedBy(Grant.of(Set.of(ALL, FILES)))).isTrue();
        assertThat(operation.allowedBy(Grant.of(Set.of(FILES)))).isFalse();
        assertThat(operation.least()).containsExactly(READ);
    }

    @Test
    void needsEveryScopeOfAnAlternative() {
        Operation operation = new Operation("list", List.of(Set.of(READ, FILES)));

        assertThat(operation.allowedBy(Grant.of(Set.of(READ)))).isFalse();
        assertThat(operation.allowedBy(Grant.of(Set.of(READ, FILES)))).isTrue();
    }

    @Test
    void leavesItToThePlatformWhenTheGrantIsUnknown() {
        assertThat(new Operation("list", List.of(Set.of(READ))).allowedBy(Grant.unknown()))
                .isTrue();
        assertThat(new Operation("ping", List.of(Set.of())).allowedBy(Grant.of(Set.of())))
                .isTrue();
    }

    @Test
    void tellsTheSameNameInTwoModesApart() {
        Operation operation = new Operation("list", List.of(Set.of(new Scope("Read", GrantType.APPLICATION))));

        assertThat(operation.allowedBy(Grant.of(Set.of(new Scope("Read", GrantType.DELEGATED)))))
                .isFalse();
    }

    @Test
    void copiesWhatItIsGiven() {
        Set<Scope> scopes = new LinkedHashSet<>(Set.of(READ));
        Grant grant = Grant.of(scopes);
        scopes.add(FILES);

        assertThat(grant.scopes()).containsExactly(READ);
    }

    @Test
    void refusesACatalogueThatIsWrong() {
        Operation list = new Operation("list", List.of(Set.of(READ)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScopeCatalogue.of(List.of(list, list)))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException().isThrownBy(() -> new Operation("list", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScopeCatalogue.of(List.of(list)).operation("post"))
                .withMessageContaining("post");
    }
}
