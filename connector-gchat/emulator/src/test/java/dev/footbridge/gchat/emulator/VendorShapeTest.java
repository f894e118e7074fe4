package dev.footbridge.gchat.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.contract.VendorContracts;
import org.junit.jupiter.api.Test;

/** The check that all other tests make of each answer does find what is wrong. */
class VendorShapeTest {
    @Test
    void inventedMembersAndWordsAreFound() {
        VendorContracts.required(VendorShapeTest.class);
        ObjectNode answer = Json.object().put("name", "spaces/a").put("invented", 1);
        answer.put("spaceType", "ROOM").putObject("membershipCount").put("joinedDirectHumanUserCount", "many");

        assertThat(Vendor.problems("GET", "/v1/spaces/a", answer)).hasSize(4);
        assertThat(Vendor.CHECKED.get()).isPositive();
    }
}
