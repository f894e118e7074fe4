package dev.footbridge.gchat;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;

/** The same suite for an app that hears only what mentions it. */
class GchatBotContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new GchatHarness(GchatAuth.BOT);
    }
}
