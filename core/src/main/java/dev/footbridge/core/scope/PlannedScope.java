package dev.footbridge.core.scope;

import java.util.List;

/**
 * A scope to ask for, and why.
 *
 * @param consent who has to agree
 * @param operations the calls that it opens, in the order of the catalogue
 * @param falls the capabilities that do not work without it
 */
public record PlannedScope(ScopeInfo info, Consent consent, List<Operation> operations, List<Capability> falls) {

    public PlannedScope {
        operations = List.copyOf(operations);
        falls = List.copyOf(falls);
    }

    public Scope scope() {
        return info.scope();
    }
}
