package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scope catalogue against the vendor's pages of methods and events. */
class SlackScopesTest {

    private static JsonNode methods;
    private static JsonNode events;

    @BeforeAll
    static void read() {
        Path folder = VendorContracts.required(SlackScopesTest.class);
        methods = VendorContracts.json(folder.resolve("slack-scopes.json")).path("methods");
        events = VendorContracts.json(folder.resolve("slack-events.json")).path("events");
    }

    private static Set<String> scopes(Operation operation) {
        return operation.alternatives().stream()
                .flatMap(Set::stream)
                .map(Scope::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMethodNeedsTheScopesThatTheVendorSays() {
        for (Operation operation : SlackScopes.catalogue().operations()) {
            String name = operation.name();
            if (name.contains(":") || name.startsWith("event ")) {
                continue;
            }
            JsonNode method = methods.path(name);
            boolean app = name.equals("apps.connections.open");
            assertThat(method.isMissingNode()).as("%s exists", name).isFalse();
            assertThat(scopes(operation))
                    .as("scopes of %s", name)
                    .containsExactlyInAnyOrderElementsOf(Json.texts(method, app ? "appLevel" : "bot"));
            if (!method.path("anyOf").asBoolean(false)) {
                assertThat(operation.alternatives()).as(name).hasSize(1);
            }
        }
    }

    /** A case needs one of the method's own scopes, alone or with one that the vendor names for an argument. */
    @Test
    void everyCaseIsOneOfItsMethod() {
        for (Operation operation : SlackScopes.catalogue().operations()) {
            int colon = operation.name().indexOf(':');
            if (colon > 0) {
                JsonNode method = methods.path(operation.name().substring(0, colon));
                Set<String> allowed = new TreeSet<>(Json.texts(method, "bot"));
                method.path("extra").fieldNames().forEachRemaining(allowed::add);
                assertThat(allowed).as(operation.name()).containsAll(scopes(operation));
                assertThat(operation.alternatives()).as(operation.name()).hasSize(1);
            }
        }
    }

    @Test
    void everyEventNeedsTheScopesThatTheVendorSays() {
        for (Operation operation : SlackScopes.catalogue().operations()) {
            if (operation.name().startsWith("event ")) {
                JsonNode event = events.path(operation.name().substring("event ".length()));
                assertThat(scopes(operation))
                        .as(operation.name())
                        .containsExactlyInAnyOrderElementsOf(Json.texts(event, "scopes2021"));
            }
        }
    }
}
