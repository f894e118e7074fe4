package dev.footbridge.slack;

import dev.footbridge.testkit.contract.ArchitectureContract;

class SlackArchitectureTest extends ArchitectureContract {

    SlackArchitectureTest() {
        super(SlackConnectorProvider.class, "com.slack", "com.google");
    }
}
