package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.http.Json;
import dev.footbridge.http.ScopeFile;
import dev.footbridge.testkit.contract.VendorContracts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scope catalogue against the table that was made of the vendor's guides; the vendor's document has no scopes. */
class WebexScopesTest {

    private static final List<String> PARAMETERS =
            List.of("messageId", "roomId", "personId", "webhookId", "membershipId", "contentId");
    private static final String OF_THE_RESOURCE = "<read scope of the resource>";

    private static JsonNode table;

    @BeforeAll
    static void read() {
        table = VendorContracts.json(
                VendorContracts.required(WebexScopesTest.class).resolve("webex-scopes.json"));
    }

    /** The head of a file is told to whoever may read the file. */
    private static JsonNode row(String operation) {
        return PARAMETERS.stream()
                .map(name -> operation.replace("{}", "{" + name + "}"))
                .map(name -> table.path("operations").path(name.replace("HEAD ", "GET ")))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + operation));
    }

    private static Set<String> scopes(Operation operation) {
        return operation.alternatives().stream()
                .flatMap(Set::stream)
                .map(Scope::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCallOfTheConnectorIsInTheCatalogue() {
        Set<String> made =
                Stream.of(WebexCall.values()).map(WebexCall::operation).collect(Collectors.toSet());
        made.forEach(name ->
                assertThat(WebexScopes.catalogue().operation(name).purpose()).isNotBlank());
        WebexScopes.catalogue().capabilities().stream()
                .filter(capability -> !capability.planOnly())
                .flatMap(capability -> capability.operations().stream())
                .forEach(name -> assertThat(made).contains(name.replaceFirst(":[a-z]+$", "")));
    }

    @Test
    void everyOperationNeedsWhatTheTableSaysOnTheSameBasis() {
        JsonNode rows = ScopeFile.tree(WebexScopes.class.getResourceAsStream("scopes.json"));
        for (JsonNode ours : rows.path("operations")) {
            Operation operation =
                    WebexScopes.catalogue().operation(ours.path("name").asText());
            JsonNode known = row(operation.name());
            Set<String> user = new TreeSet<>(Json.texts(known, "user"));
            Set<String> listed = new TreeSet<>(user);
            Stream.of("compliance", "admin", "serviceApp").forEach(column -> listed.addAll(Json.texts(known, column)));
            if (user.remove(OF_THE_RESOURCE)) {
                Set<String> resources = Set.of("spark:messages_read", "spark:memberships_read", "spark:rooms_read");
                assertThat(scopes(operation)).as(operation.name()).containsAll(resources);
                listed.addAll(resources);
            }
            listed.add("spark:all");
            assertThat(listed).as(operation.name()).containsAll(scopes(operation));
            if (!user.isEmpty()) {
                assertThat(operation.least().stream().map(Scope::name))
                        .as("least of %s", operation.name())
                        .containsExactlyInAnyOrderElementsOf(user);
            }
            String basis = ours.path("basis").asText();
            assertThat(basis).as("basis of %s", operation.name()).isNotBlank();
            assertThat(known.path("basis").asText().startsWith("derived"))
                    .as("whether %s is derived", operation.name())
                    .isEqualTo(basis.startsWith("derived"));
        }
    }

    @Test
    void noScopeIsInvented() {
        Set<String> known = new TreeSet<>();
        table.path("scopes").fieldNames().forEachRemaining(known::add);
        assertThat(known)
                .containsAll(WebexScopes.catalogue().scopes().stream()
                        .map(ScopeInfo::name)
                        .toList());
    }
}
