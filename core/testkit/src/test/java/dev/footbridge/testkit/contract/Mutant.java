package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.util.function.BiFunction;

/**
 * A connector with one defect.
 *
 * @param name says what it does wrong
 * @param rule the rule that must catch it, such as {@code c10}
 * @param defect puts the defect into a connector that has none
 */
record Mutant(String name, String rule, BiFunction<Connector, InMemoryWorkspace, Connector> defect) {

    @Override
    public String toString() {
        return name + " (" + rule + ")";
    }
}
