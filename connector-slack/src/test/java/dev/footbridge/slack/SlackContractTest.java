package dev.footbridge.slack;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;

class SlackContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new SlackHarness();
    }
}
