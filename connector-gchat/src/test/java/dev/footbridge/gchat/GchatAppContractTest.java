package dev.footbridge.gchat;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;

/** The same suite for an app that an administrator approved. */
class GchatAppContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new GchatHarness(GchatAuth.APP);
    }
}
