package dev.footbridge.core.connector;

import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.MissingScopes;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stops a call before the network when the grant does not open it. A connector declares the operation of each of its
 * calls here. Safe for concurrent use.
 */
public final class ScopeGuard {

    private final ScopeCatalogue whole;
    private final ScopeCatalogue catalogue;
    private final Set<String> names;
    private volatile Grant grant = Grant.unknown();

    public ScopeGuard(ScopeCatalogue catalogue) {
        this(catalogue, catalogue);
    }

    /** A guard for credentials of one kind. */
    public ScopeGuard(ScopeCatalogue catalogue, GrantMode mode) {
        this(catalogue, catalogue.in(mode));
    }

    private ScopeGuard(ScopeCatalogue whole, ScopeCatalogue possible) {
        this.whole = whole;
        this.catalogue = possible;
        this.names = possible.operations().stream().map(Operation::name).collect(Collectors.toSet());
    }

    /** Takes over what the platform says the credentials hold. */
    public void granted(Grant held) {
        grant = held;
    }

    /**
     * Lets the operation pass or says which scope to ask for, and whose consent brings it.
     *
     * @throws ConnectorException FORBIDDEN with the missing scope; UNSUPPORTED when credentials of this kind can never make
     *     the call
     * @throws IllegalArgumentException when the operation is not in the catalogue
     */
    public void require(String operationName) throws ConnectorException {
        if (!names.contains(operationName)) {
            throw ConnectorException.of(
                    ConnectorException.Kind.UNSUPPORTED,
                    "other_credentials",
                    whole.operation(operationName).name() + " needs credentials of another kind");
        }
        Operation operation = catalogue.operation(operationName);
        Grant held = grant;
        if (!catalogue.allows(operation, held)) {
            MissingScopes missing = catalogue.missing(operation, held);
            throw ConnectorException.missingScope(
                    "missing_scope",
                    hasCases(operation) ? missing.allNames() : missing.names(),
                    operationName + " needs the scope " + missing + ": add it to the app and consent again"
                            + who(missing.least()));
        }
    }

    /** Which case of a call it is shows only on the platform, so the scopes of all cases are named. */
    private boolean hasCases(Operation operation) {
        return names.stream().anyMatch(name -> name.startsWith(operation.name() + ':'));
    }

    private String who(List<Scope> missing) {
        String who = missing.stream()
                .flatMap(scope -> catalogue.info(scope).stream())
                .map(ScopeInfo::consent)
                .distinct()
                .map(consent -> consent.who())
                .collect(Collectors.joining(", "));
        return who.isEmpty() ? "" : " (consent by " + who + ")";
    }
}
