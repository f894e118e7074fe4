package dev.footbridge.core.scope;

import java.util.List;

/**
 * A scope to ask for, and why.
 *
 * @param operations the calls that it opens, in the order of the catalogue
 * @param falls the capabilities that do not work without it
 */
public record PlannedScope(ScopeInfo info, List<Operation> operations, List<Capability> falls) {

    public PlannedScope {
        operations = List.copyOf(operations);
        falls = List.copyOf(falls);
    }

    public Scope scope() {
        return info.scope();
    }
}
