package dev.footbridge.testkit.contract;

class InMemoryConnectorTest extends ConnectorContract {

    @Override
    protected ConnectorHarness harness() {
        return new InMemoryHarness();
    }
}
