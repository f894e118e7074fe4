package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the connector knows of Google Chat against what the vendor published. The requests themselves: the contract tests. */
class GchatVendorContractTest {

    private static JsonNode scopes;

    @BeforeAll
    static void read() {
        Path folder = VendorContracts.required(GchatVendorContractTest.class);
        scopes = VendorContracts.json(folder.resolve("gchat-scopes.json"));
    }

    private static JsonNode method(String name) {
        for (JsonNode api : scopes.path("apis")) {
            JsonNode method = api.path("methods").path(name);
            if (!method.isMissingNode()) {
                return method;
            }
        }
        throw new AssertionError(name + " is in none of the vendor's documents");
    }

    @ParameterizedTest
    @EnumSource(GchatCall.class)
    void everyCallIsOneOfTheVendors(GchatCall call) {
        JsonNode method = method(call.operation());

        assertThat(method.path("http").asText()).isEqualTo(call.method());
        String path = method.path("path").asText().replaceAll("\\{[^}]*}", "*");
        // Where files go in, the document says "/upload" besides.
        String mine = call.path()
                .replaceFirst("^/upload/", "/")
                .replace("{space}", "spaces/*")
                .replace("{message}", "spaces/*/messages/*")
                .replace("{reaction}", "spaces/*/messages/*/reactions/*")
                .replace("{subscription}", "subscriptions/*")
                .replace("{operation}", "operations/*")
                .replace("{queue}", "projects/*/subscriptions/*")
                .replaceAll("\\{[^}]*}", "*");
        assertThat(mine).isEqualTo(path);
    }

    /** Shows that the validation of the contract tests can fail. */
    @Test
    void requestsThatTheVendorDoesNotAllowAreFound() {
        GchatRequestSchemas schemas = GchatRequestSchemas.vendor().orElseThrow();
        String create = "/v1/spaces/A/messages";

        assertThat(schemas.violations("POST", create + "?messageId=client-x&requestId=1", "{\"text\":\"x\"}"))
                .isEmpty();
        assertThat(schemas.violations("POST", create + "?massageId=client-x", "{\"text\":\"x\"}"))
                .isNotEmpty();
        assertThat(schemas.violations("POST", create + "?messageReplyOption=REPLY", "{\"text\":\"x\"}"))
                .isNotEmpty();
        assertThat(schemas.violations("POST", create, "{\"txt\":\"x\"}")).isNotEmpty();
        assertThat(schemas.violations("POST", create, "{\"text\":7}")).isNotEmpty();
        assertThat(schemas.violations("POST", create, "{\"formattedText\":\"x\"}"))
                .isNotEmpty();
        assertThat(schemas.violations("POST", create, "{\"markupSyntax\":\"MARKUP_SYNTAX_HTML\"}"))
                .isNotEmpty();
        assertThat(schemas.violations("POST", create, "{\"cardsV2\":[{\"card\":{\"header\":{\"titel\":\"x\"}}}]}"))
                .isNotEmpty();
        assertThat(schemas.violations("GET", create + "?pageSize=many", "")).isNotEmpty();
        assertThat(schemas.violations("GET", create, "{}")).isNotEmpty();
        assertThat(schemas.violations("POST", "/v1/spaces/A/letters", "{}")).isNotEmpty();
        assertThat(schemas.violations("POST", "/v1/subscriptions", "{\"targetResource\":\"x\",\"state\":\"ACTIVE\"}"))
                .isNotEmpty();
    }
}
