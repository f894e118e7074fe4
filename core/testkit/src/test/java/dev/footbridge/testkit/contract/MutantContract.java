package dev.footbridge.testkit.contract;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.time.Duration;
import java.util.function.BiFunction;

/** The contract for one mutant; run by {@link ContractMutationTest} only, which sets the mutant before each run. */
class MutantContract extends ConnectorContract {

    static volatile BiFunction<Connector, InMemoryWorkspace, Connector> defect = (connector, workspace) -> connector;

    @Override
    protected ConnectorHarness harness() {
        return new InMemoryHarness(defect);
    }

    /** The fake tells at once; what has not come by then never comes. */
    @Override
    protected Duration patience() {
        return Duration.ofMillis(300);
    }
}
