package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector knows of Graph against what the vendor published. The requests themselves: TeamsContractTest. */
class TeamsVendorContractTest {

    private static JsonNode permissions;
    private static JsonNode specification;

    @BeforeAll
    static void read() {
        Path folder = VendorContracts.required(TeamsVendorContractTest.class);
        permissions = VendorContracts.json(folder.resolve("msgraph-permissions.json"));
        specification = VendorContracts.json(folder.resolve("msgraph-openapi-trimmed.json"));
    }

    @Test
    void everyCallIsAnOperationOfTheSpecification() {
        for (TeamsCall call : TeamsCall.values()) {
            String path = call.operation().replaceAll(" \\(.*", "").split(" ")[1];
            assertThat(specification
                            .path("paths")
                            .path(path)
                            .has(call.method().name().toLowerCase(java.util.Locale.ROOT)))
                    .as(call.operation())
                    .isTrue();
        }
    }

    @Test
    void everyCallIsInTheScopeCatalogueInBothModes() {
        for (boolean delegated : List.of(true, false)) {
            Set<String> names = new TeamsScopes(delegated)
                    .catalogue().operations().stream().map(Operation::name).collect(Collectors.toSet());
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(List.of(TeamsCall.values()).stream()
                            .map(TeamsCall::operation)
                            .toList());
        }
    }

    @Test
    void theLeastDelegatedScopeIsTheOneThatTheVendorMarks() {
        for (Operation operation : new TeamsScopes(true).catalogue().operations()) {
            JsonNode known = permissions.path("operations").path(operation.name());
            if (known.path("found").asBoolean()) {
                Set<String> least = texts(known.path("DelegatedWork").path("least"));
                assertThat(operation.least()).as(operation.name()).hasSize(1);
                assertThat(least)
                        .as("least of %s", operation.name())
                        .contains(operation.least().iterator().next().name());
            }
        }
    }

    @Test
    void noScopeIsInventedAndNoneIsLeftOutWithoutReason() {
        for (Operation operation : new TeamsScopes(true).catalogue().operations()) {
            JsonNode known = permissions.path("operations").path(operation.name());
            if (known.path("found").asBoolean()) {
                Set<String> documented = texts(known.path("DelegatedWork").path("all"));
                if (operation.name().equals(TeamsCall.USER.operation())) {
                    // They open the own profile only, which the vendor's table does not tell apart.
                    documented.removeAll(Set.of("User.Read", "User.ReadWrite"));
                }
                assertThat(names(operation)).as(operation.name()).isEqualTo(documented);
            }
        }
    }

    @Test
    void anApplicationHasNoScopeThatSends() {
        for (Operation operation : new TeamsScopes(false).catalogue().operations()) {
            if (operation.name().startsWith("POST /teams") || operation.name().startsWith("POST /chats")) {
                assertThat(names(operation)).as(operation.name()).isEmpty();
                assertThat(texts(permissions
                                .path("operations")
                                .path(operation.name())
                                .path("Application")
                                .path("all")))
                        .as("application permissions of %s", operation.name())
                        .isSubsetOf("Teamwork.Migrate.All");
            }
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

    private static Set<String> names(Operation operation) {
        return operation.alternatives().stream()
                .flatMap(Set::stream)
                .map(Scope::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
