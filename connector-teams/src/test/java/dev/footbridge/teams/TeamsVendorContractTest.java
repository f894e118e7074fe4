package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector knows of Graph against what the vendor published. The requests themselves: TeamsContractTest. */
class TeamsVendorContractTest {

    @BeforeAll
    static void read() {
        VendorContracts.required(TeamsVendorContractTest.class);
    }

    @Test
    void everyCallIsAnOperationOfTheSpecification() {
        for (TeamsCall call : TeamsCall.values()) {
            String path = call.operation().replaceAll(" \\(.*", "").split(" ")[1];
            assertThat(TeamsRequestSchemas.shared().describes(call.method().name(), path))
                    .as(call.operation())
                    .isTrue();
        }
    }

    /** Shows that the validation of TeamsContractTest can fail. */
    @Test
    void requestsThatTheVendorDoesNotAllowAreFound() {
        String messages = "/teams/t/channels/c/messages";
        String body = "{\"body\":{\"contentType\":\"html\",\"content\":\"x\"}}";
        assertThat(violations("POST", messages, body)).isEmpty();
        assertThat(violations("POST", messages, body.replace("html", "markdown")))
                .isNotEmpty();
        assertThat(violations("POST", messages, body.replace("content\"", "text\"")))
                .isNotEmpty();
        assertThat(violations("POST", messages, "{\"body\":\"x\"}")).isNotEmpty();
        assertThat(violations("POST", "/teams/t/channels/c/posts", body)).isNotEmpty();
        assertThat(violations("DELETE", messages + "/1", "")).isNotEmpty();
        assertThat(violations("GET", messages + "?$top=50", "")).isEmpty();
        assertThat(violations("GET", messages + "?$limit=50", "")).isNotEmpty();
    }

    private static List<String> violations(String method, String path, String body) {
        return TeamsRequestSchemas.shared().violations(method, path, body.getBytes(StandardCharsets.UTF_8));
    }
}
