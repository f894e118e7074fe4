package dev.footbridge.core.scope;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All operations of one connector, by name. Immutable. */
public final class ScopeCatalogue {

    private final Map<String, Operation> operations;

    private ScopeCatalogue(Map<String, Operation> operations) {
        this.operations = Collections.unmodifiableMap(operations);
    }

    /** A catalogue of these operations; a name that comes twice is an error. */
    public static ScopeCatalogue of(Collection<Operation> operations) {
        Map<String, Operation> byName = new LinkedHashMap<>();
        for (Operation operation : operations) {
            if (byName.put(operation.name(), operation) != null) {
                throw new IllegalArgumentException("operation " + operation.name() + " comes twice");
            }
        }
        return new ScopeCatalogue(byName);
    }

    /** The operation of this name; a name that is not in the catalogue is a programming error. */
    public Operation operation(String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("operation " + name + " is not in the scope catalogue");
        }
        return operation;
    }

    /** All operations, in the order of the catalogue. */
    public Collection<Operation> operations() {
        return operations.values();
    }
}
