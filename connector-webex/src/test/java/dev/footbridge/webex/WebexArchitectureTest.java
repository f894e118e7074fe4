package dev.footbridge.webex;

import dev.footbridge.testkit.contract.ArchitectureContract;

class WebexArchitectureTest extends ArchitectureContract {

    WebexArchitectureTest() {
        super(WebexConnectorProvider.class, "com.google");
    }
}
