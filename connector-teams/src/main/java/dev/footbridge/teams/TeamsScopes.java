package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.GrantWarnings;
import dev.footbridge.core.scope.MissingScopes;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.http.ScopeFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The scopes of every call, from {@code scopes.json} beside this class, as one grant mode sees them. */
final class TeamsScopes {

    private static final JsonNode TREE = ScopeFile.tree(TeamsScopes.class.getResourceAsStream("scopes.json"));
    private static final ScopeCatalogue CATALOGUE = ScopeFile.of(TREE);

    private final ScopeCatalogue catalogue;
    private final ScopeGuard guard;
    private volatile Grant held = Grant.unknown();

    TeamsScopes(boolean delegated) {
        GrantMode mode = CATALOGUE.mode(delegated ? "delegated" : "application");
        catalogue = CATALOGUE.in(mode);
        guard = new ScopeGuard(CATALOGUE, mode);
    }

    /** The whole resource, for what only Teams has. */
    static JsonNode tree() {
        return TREE;
    }

    /** All modes. */
    static ScopeCatalogue all() {
        return CATALOGUE;
    }

    /** Takes over what the token holds. */
    void granted(Grant told) {
        held = told;
        guard.granted(withResourceSpecific(told));
    }

    /** Lets the call pass, or names the scope that is missing. */
    void require(TeamsCall call) throws ConnectorException {
        guard.require(call.operation());
    }

    /** What will not work with the scopes that are held, a sentence per missing scope. */
    List<String> warnings() {
        return GrantWarnings.of(catalogue, held);
    }

    /** What the platform misses when it refuses a call; empty when the call needs no scope or one for it is held. */
    Optional<MissingScopes> missing(TeamsCall call) {
        Operation operation = catalogue.operation(call.operation());
        Grant now = held;
        if (operation.least().isEmpty() || (now.known() && catalogue.allows(operation, now))) {
            return Optional.empty();
        }
        return Optional.of(catalogue.missing(operation, now));
    }

    /** Consent in single teams and chats is in no token, so only the platform can judge it. */
    private Grant withResourceSpecific(Grant told) {
        if (!told.known()) {
            return told;
        }
        Set<Scope> all = new LinkedHashSet<>(told.scopes());
        catalogue.scopes().stream()
                .map(ScopeInfo::scope)
                .filter(scope -> scope.grantType() == GrantType.RESOURCE_SPECIFIC)
                .forEach(all::add);
        return Grant.of(all);
    }
}
