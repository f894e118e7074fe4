package dev.footbridge.miro;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;

class MiroContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new MiroHarness();
    }
}
