package dev.footbridge.webex;

import dev.footbridge.testkit.contract.ConnectorContract;
import dev.footbridge.testkit.contract.ConnectorHarness;
import java.time.Clock;

/** The contract once more for a Service App whose authors are guests: other features, other tokens. */
class WebexGuestsContractTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new WebexHarness(Clock.systemUTC(), true);
    }
}
