package dev.footbridge.gchat;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;

class GchatContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new GchatHarness(GchatAuth.DELEGATED);
    }
}
