package dev.footbridge.core.connector;

import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import java.util.stream.Collectors;

/**
 * Stops a call before the network when the grant does not open it. A connector declares the operation of each of its
 * calls here. Safe for concurrent use.
 */
public final class ScopeGuard {

    private final ScopeCatalogue catalogue;
    private volatile Grant grant = Grant.unknown();

    public ScopeGuard(ScopeCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Takes over what the platform says the credentials hold. */
    public void granted(Grant held) {
        grant = held;
    }

    /**
     * Lets the operation pass or says which scope to ask for.
     *
     * @throws ConnectorException FORBIDDEN with the missing scope
     */
    public void require(String operationName) throws ConnectorException {
        Operation operation = catalogue.operation(operationName);
        Grant held = grant;
        if (!operation.allowedBy(held)) {
            String missing = operation.least().stream()
                    .filter(scope -> !held.scopes().contains(scope))
                    .map(Scope::name)
                    .collect(Collectors.joining(" "));
            throw ConnectorException.missingScope(
                    "missing_scope",
                    missing,
                    operationName + " needs the scope " + missing + ": add it to the app and consent again");
        }
    }
}
