package dev.footbridge.teams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.footbridge.testkit.contract.ArchitectureContract;
import org.junit.jupiter.api.Test;

class TeamsArchitectureTest extends ArchitectureContract {

    TeamsArchitectureTest() {
        super(TeamsConnectorProvider.class, "com.microsoft", "com.nimbusds");
    }

    /** Each of them reaches nearly all of the SDK's 42,000 classes, and no minimised jar gets rid of those then. */
    @Test
    void the_sdk_stays_minimisable() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "com\\.microsoft\\.graph\\.(serviceclient\\.GraphServiceClient"
                                + "|teams\\.TeamsRequestBuilder|drives\\.DrivesRequestBuilder"
                                + "|drives\\.item\\.items\\.item\\.DriveItemItemRequestBuilder|users\\.item\\.UserItemRequestBuilder)")
                .check(connector());
    }
}
