package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector knows of Webex against what the vendor published. The requests themselves: WebexContractTest. */
class WebexVendorContractTest {

    private static JsonNode scopes;

    @BeforeAll
    static void read() {
        scopes = VendorContracts.json(
                VendorContracts.required(WebexVendorContractTest.class).resolve("webex-scopes.json"));
    }

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

    @Test
    void everyCallIsInTheScopeCatalogue() {
        assertThat(WebexScopes.catalogue().operations().stream().map(Operation::name))
                .containsExactlyInAnyOrderElementsOf(Stream.of(WebexCall.values())
                        .map(WebexCall::operation)
                        .distinct()
                        .toList());
    }

    @Test
    void theScopesAreTheVendorsOnes() {
        for (Operation operation : WebexScopes.catalogue().operations()) {
            // The head of a file is told to whoever may read the file.
            String name = operation.name().replace("HEAD ", "GET ");
            JsonNode known = vendorNames(name).stream()
                    .map(row -> scopes.path("operations").path(row))
                    .filter(JsonNode::isObject)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no row for " + operation.name()));
            Set<String> documented = new TreeSet<>();
            for (String column : List.of("user", "compliance", "admin", "serviceApp")) {
                known.path(column).forEach(scope -> documented.add(scope.asText()));
            }
            if (documented.remove("<read scope of the resource>")) {
                // Ours are three resources.
                documented.addAll(Set.of("spark:messages_read", "spark:memberships_read", "spark:rooms_read"));
            }
            documented.add("spark:all");
            Set<String> ours = operation.alternatives().stream()
                    .flatMap(Set::stream)
                    .map(Scope::name)
                    .collect(Collectors.toSet());
            assertThat(documented).as(operation.name()).containsAll(ours);
        }
    }

    @Test
    void noScopeIsInvented() {
        Set<String> known = new TreeSet<>();
        scopes.path("scopes").fieldNames().forEachRemaining(known::add);
        WebexScopes.read()
                .path("scopes")
                .forEach(scope -> assertThat(known).contains(scope.path("name").asText()));
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
