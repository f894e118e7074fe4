package dev.footbridge.teams;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;

/** The contract, and of every request that it causes whether the vendor's specification knows it. */
class TeamsContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new TeamsHarness();
    }
}
