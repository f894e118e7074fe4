package dev.footbridge.core.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeGuardTest {
    private static final Scope READ = new Scope("read", GrantType.BOT);
    private static final Scope FILES = new Scope("files", GrantType.BOT);

    private final ScopeGuard guard = new ScopeGuard(ScopeCatalogue.of(List.of(new Operation(
            "list", List.of(new LinkedHashSet<>(List.of(READ, FILES)), Set.of(new Scope("all", GrantType.BOT)))))));

    @Test
    void letsEverythingPassUntilTheGrantIsKnown() {
        assertThatCode(() -> guard.require("list")).doesNotThrowAnyException();
    }

    @Test
    void namesExactlyTheScopesThatAreMissing() {
        guard.granted(Grant.of(Set.of(READ)));

        assertThatExceptionOfType(ConnectorException.class)
                .isThrownBy(() -> guard.require("list"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ConnectorException.Kind.FORBIDDEN))
                .satisfies(e -> assertThat(e.effect()).isEqualTo(ConnectorException.Effect.NOT_APPLIED))
                .satisfies(e -> assertThat(e.missingScope()).contains("files"))
                .withMessageContaining("list needs the scope files (or all): ");
        guard.granted(Grant.of(Set.of(READ, FILES)));
        assertThatCode(() -> guard.require("list")).doesNotThrowAnyException();
    }
}
