package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the connector knows of Google Chat against what the vendor published. The requests themselves: the contract tests. */
class GchatVendorContractTest {

    private static final String PREFIX = "https://www.googleapis.com/auth/";

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

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static Set<String> ours(Operation operation) {
        return operation.alternatives().stream()
                .flatMap(Set::stream)
                .map(Scope::name)
                .map(name -> name.substring(PREFIX.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @EnumSource(GchatCall.class)
    void everyCallIsOneOfTheVendors(GchatCall call) {
        JsonNode method = method(call.operation());

        assertThat(method.path("http").asText()).isEqualTo(call.method());
        String path = method.path("path").asText().replaceAll("\\{[^}]*}", "*");
        String mine = call.path()
                .replace("{space}", "spaces/*")
                .replace("{message}", "spaces/*/messages/*")
                .replace("{reaction}", "spaces/*/messages/*/reactions/*")
                .replace("{subscription}", "subscriptions/*")
                .replace("{operation}", "operations/*")
                .replace("{queue}", "projects/*/subscriptions/*")
                .replaceAll("\\{[^}]*}", "*");
        assertThat(mine).isEqualTo(path);
    }

    /** Every scope that we say opens a call does, by the vendor's word, for that way to authenticate. */
    @ParameterizedTest
    @EnumSource(GchatAuth.class)
    void everyOperationIsOpenedByTheScopesThatTheVendorSays(GchatAuth auth) {
        for (Operation operation : new GchatScopes(auth).catalogue().operations()) {
            JsonNode method = method(operation.name());
            Set<String> documented = new TreeSet<>();
            if (method.has("byAuth")) {
                JsonNode by = method.path("byAuth");
                Stream<String> kinds = auth.isDelegated() ? Stream.of("user") : Stream.of("app", "app-admin-approved");
                kinds.forEach(kind -> documented.addAll(texts(by.path(kind))));
            } else {
                documented.addAll(texts(method.path("scopes")));
            }
            assertThat(documented).as("scopes of %s", operation.name()).containsAll(ours(operation));
            boolean approved = ours(operation).stream().anyMatch(name -> name.startsWith("chat.app."));
            assertThat(auth == GchatAuth.BOT && approved)
                    .as("%s needs no administrator", operation.name())
                    .isFalse();
        }
    }

    /** Nothing narrower than what we call the least would do; only unused writes are left out. */
    @Test
    void theLeastScopeOfADelegatedCallIsTheNarrowest() {
        for (Operation operation :
                new GchatScopes(GchatAuth.DELEGATED).catalogue().operations()) {
            JsonNode by = method(operation.name()).path("byAuth");
            if (operation.name().startsWith("chat.spaces.messages")) {
                assertThat(ours(operation)).as("scopes of %s", operation.name()).isEqualTo(texts(by.path("user")));
            }
        }
    }

    @Test
    void theNeededScopesOpenEveryCall() {
        for (GchatAuth auth : GchatAuth.values()) {
            GchatScopes catalogue = new GchatScopes(auth);
            catalogue.granted(GchatScopes.needed(auth));

            assertThat(catalogue.warnings())
                    .as("calls that %s cannot make", auth)
                    .isEmpty();
        }
    }

    @Test
    void theEventTypesNeedTheScopesThatTheVendorSays() {
        JsonNode types = scopes.path("workspaceEventsScopesByEventType");
        Set<String> delegated = new TreeSet<>();
        types.forEach(type -> delegated.addAll(texts(type.path("user"))));
        Set<String> app = new TreeSet<>();
        types.forEach(type -> app.addAll(texts(type.path("app-admin-approved"))));

        assertThat(delegated)
                .contains(
                        "chat.messages",
                        "chat.memberships.readonly",
                        "chat.spaces.readonly",
                        "chat.messages.reactions");
        assertThat(app)
                .containsExactlyInAnyOrder(
                        "chat.app.messages.readonly",
                        "chat.app.memberships",
                        "chat.app.memberships.readonly",
                        "chat.app.spaces",
                        "chat.app.spaces.readonly");
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
