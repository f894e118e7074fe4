package dev.footbridge.webex;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;

/** The contract, and of every request that it causes whether the vendor's documents know it. */
class WebexContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new WebexHarness();
    }
}
