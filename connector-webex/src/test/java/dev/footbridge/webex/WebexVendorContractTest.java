package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the connector knows of Webex against what the vendor published. The requests themselves: WebexContractTest. */
class WebexVendorContractTest {

    /** The vendor's name of the parameter does not matter to us. */
    private static List<String> vendorNames(String operation) {
        return List.of("messageId", "roomId", "personId", "webhookId", "contentId").stream()
                .map(name -> operation.replace("{}", "{" + name + "}"))
                .toList();
    }

    @Test
    void everyCallIsAnOperationOfTheVendor() {
        for (WebexCall call : WebexCall.values()) {
            assertThat(vendorNames(call.operation()))
                    .as(call.operation())
                    .anyMatch(name -> WebexRequestSchemas.shared()
                            .knows(call.method(), name.substring(call.method().length() + 1)));
        }
    }

    /** Shows that the validation of WebexContractTest can fail. */
    @Test
    void requestsThatTheVendorDoesNotAllowAreFound() {
        String body = "{\"roomId\":\"r\",\"markdown\":\"x\"}";
        assertThat(violations("POST", "/messages", body)).isEmpty();
        assertThat(violations("POST", "/messages", body.replace("markdown", "html5")))
                .isNotEmpty();
        assertThat(violations("POST", "/messages", body.replace("\"x\"", "5"))).isNotEmpty();
        assertThat(violations("POST", "/message", body)).isNotEmpty();
        assertThat(violations("PUT", "/messages/m", "{\"markdown\":\"x\"}")).isNotEmpty();
        assertThat(violations("DELETE", "/messages/m", "{}")).isNotEmpty();
        assertThat(violations("GET", "/messages?roomId=r&max=5", "")).isEmpty();
        assertThat(violations("GET", "/messages?max=5", "")).isNotEmpty();
        assertThat(violations("GET", "/messages?roomId=r&after=5", "")).isNotEmpty();
        assertThat(violations("PUT", "/webhooks/w", "{\"name\":\"n\",\"targetUrl\":\"u\",\"status\":\"inactive\"}"))
                .isNotEmpty();
    }

    private static List<String> violations(String method, String path, String body) {
        return WebexRequestSchemas.shared().violations(method, path, body.getBytes(StandardCharsets.UTF_8));
    }
}
