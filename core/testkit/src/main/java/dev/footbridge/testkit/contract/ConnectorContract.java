package dev.footbridge.testkit.contract;

/**
 * The rules of a connector, as tests. A connector's module extends it once, supplies a {@link ConnectorHarness}, and
 * passes; nothing can be left out: a capability that is missing must be declared, and is then tested as a refusal. The
 * number in a test's name is the rule's number in {@code CONTRACT.md}.
 */
public abstract class ConnectorContract extends GroupContract {

    /** For a subclass in any package. */
    protected ConnectorContract() {}

    /** A fresh platform and the connector under test. Called before each test; the contract closes it after the test. */
    @Override
    protected abstract ConnectorHarness harness() throws Exception;
}
