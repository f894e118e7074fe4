package dev.footbridge.testkit.contract;

import java.time.Duration;
import java.util.function.Supplier;

/** The contract for one mutant; run by {@link ContractMutationTest} only, which sets it before each run. */
class MutantContract extends ConnectorContract {

    static volatile Supplier<ConnectorHarness> platform = InMemoryHarness::new;

    @Override
    protected ConnectorHarness harness() {
        return platform.get();
    }

    /** The fake tells at once; what has not come by then never comes. */
    @Override
    protected Duration patience() {
        return Duration.ofMillis(300);
    }
}
