package dev.footbridge.core.connector;

import dev.footbridge.core.scope.Grant;
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
     * Lets the operation pass or says which scope to ask for, and whose consent brings it.
     *
     * @throws ConnectorException FORBIDDEN with the missing scope
     */
    public void require(String operationName) throws ConnectorException {
        Operation operation = catalogue.operation(operationName);
        Grant held = grant;
        if (!catalogue.allows(operation, held)) {
            Set<Scope> open = catalogue.closure(held.scopes());
            List<Scope> missing = operation.least().stream()
                    .filter(scope -> !open.contains(scope))
                    .toList();
            String names = missing.stream().map(Scope::name).collect(Collectors.joining(" "));
            throw ConnectorException.missingScope(
                    "missing_scope",
                    names,
                    operationName + " needs the scope " + names + ": add it to the app and consent again"
                            + who(missing));
        }
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
