package dev.footbridge.gchat;

import dev.footbridge.testkit.contract.ArchitectureContract;

class GchatArchitectureTest extends ArchitectureContract {

    GchatArchitectureTest() {
        super(GchatConnectorProvider.class, "com.google", "com.nimbusds", "org.commonmark");
    }
}
