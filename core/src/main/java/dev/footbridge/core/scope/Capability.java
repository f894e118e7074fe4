package dev.footbridge.core.scope;

import java.util.List;

/**
 * What people switch on or off, and the calls it takes. It works only when all of its operations are open.
 *
 * @param name short, lower case: {@code post}, {@code edit}, {@code private-history}
 * @param purpose what people get
 * @param operations names in the catalogue
 * @param standard whether a bridge has it unless somebody says otherwise
 * @param planOnly whether the connector makes no such calls itself; the row serves planning and reading permission lists
 */
public record Capability(String name, String purpose, List<String> operations, boolean standard, boolean planOnly) {

    public Capability {
        operations = List.copyOf(operations);
    }

    Capability asStandard() {
        return new Capability(name, purpose, operations, true, planOnly);
    }

    Capability with(List<String> fewer) {
        return new Capability(name, purpose, fewer, standard, planOnly);
    }
}
