package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.VendorContracts;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scope catalogue against the vendor's discovery documents and its page about events. */
class GchatScopesTest {

    private static final Map<GrantType, String> COLUMNS =
            Map.of(GrantType.BOT, "app", GrantType.ADMIN_APPROVED, "app-admin-approved", GrantType.DOMAIN_WIDE, "user");
    private static final Map<String, String> EVENTS = Map.of(
            "messages", "message.v1.created|updated(|deleted)",
            "reactions", "reaction.v1.created|deleted",
            "memberships", "membership.v1.created|updated|deleted",
            "spaces", "space.v1.updated|deleted");
    private static final String CREATE = "workspaceevents.subscriptions.create";

    private static JsonNode vendor;

    @BeforeAll
    static void read() {
        vendor = VendorContracts.json(
                VendorContracts.required(GchatScopesTest.class).resolve("gchat-scopes.json"));
    }

    private static JsonNode method(String name) {
        for (JsonNode api : vendor.path("apis")) {
            JsonNode method = api.path("methods").path(name);
            if (!method.isMissingNode()) {
                return method;
            }
        }
        throw new AssertionError(name + " is in none of the vendor's documents");
    }

    private static List<Scope> scopes(Operation operation) {
        return operation.alternatives().stream().flatMap(Set::stream).toList();
    }

    private static String brief(Scope scope) {
        return scope.name().substring(GchatScopes.PREFIX.length());
    }

    @Test
    void everyCallOfTheConnectorIsInTheCatalogue() {
        Set<String> made =
                Stream.of(GchatCall.values()).map(GchatCall::operation).collect(Collectors.toSet());
        made.forEach(
                name -> assertThat(GchatScopes.all().operation(name).purpose()).isNotBlank());
        GchatScopes.all().capabilities().stream()
                .filter(capability -> !capability.planOnly())
                .flatMap(capability -> capability.operations().stream())
                .forEach(name -> assertThat(made).contains(name.replaceFirst(":.*", "")));
    }

    /** Every scope that we say opens a call does, by the vendor's word, for that way to authenticate. */
    @Test
    void everyOperationIsOpenedByTheScopesThatTheVendorSays() {
        for (Operation operation : GchatScopes.all().operations()) {
            if (operation.name().startsWith(CREATE + ":")) {
                continue;
            }
            JsonNode method = method(operation.name());
            for (Scope scope : scopes(operation)) {
                List<String> documented = method.has("byAuth")
                        ? Json.texts(method, "byAuth", COLUMNS.get(scope.grantType()))
                        : Json.texts(method, "scopes");
                assertThat(documented).as(operation.name()).contains(brief(scope));
            }
        }
    }

    /** Nothing narrower than what we call the least would do. */
    @Test
    void nothingTheVendorListsForMessagesIsLeftOut() {
        for (Operation operation : GchatScopes.all().operations()) {
            if (operation.name().startsWith("chat.spaces.messages")) {
                Set<String> ours = scopes(operation).stream()
                        .filter(scope -> scope.grantType() == GrantType.DOMAIN_WIDE)
                        .map(GchatScopesTest::brief)
                        .collect(Collectors.toSet());
                assertThat(ours)
                        .as("scopes of %s", operation.name())
                        .containsExactlyInAnyOrderElementsOf(Json.texts(method(operation.name()), "byAuth", "user"));
            }
        }
    }

    @Test
    void theEventTypesNeedTheScopesThatTheVendorSays() {
        EVENTS.forEach((name, type) -> {
            JsonNode row = vendor.path("workspaceEventsScopesByEventType").path(type);
            Set<String> documented = new TreeSet<>(Json.texts(row, "user"));
            documented.addAll(Json.texts(row, "app-admin-approved"));
            assertThat(scopes(GchatScopes.all().operation(CREATE + ":" + name)).stream()
                            .map(GchatScopesTest::brief))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(documented);
        });
    }

    /** Wherever the narrower one opens a call, the broader one does. */
    @Test
    void whatAScopeImpliesItOpens() {
        for (ScopeInfo info : GchatScopes.all().scopes()) {
            for (Scope narrower : info.implies()) {
                for (Operation operation : GchatScopes.all().operations()) {
                    if (scopes(operation).contains(narrower)) {
                        assertThat(scopes(operation))
                                .as("%s implies %s for %s", info.name(), narrower, operation.name())
                                .contains(info.scope());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(GchatAuth.class)
    void theNeededScopesOpenAllThatIsStandard(GchatAuth auth) {
        GchatScopes scopes = new GchatScopes(auth);
        scopes.granted(GchatScopes.needed(auth));

        assertThat(scopes.warnings()).as("what %s cannot do", auth).isEmpty();
        assertThat(new HashSet<>(GchatScopes.all(auth))).containsAll(GchatScopes.needed(auth));
    }

    @Test
    void aScopeThatIsNoneIsRefusedWithThoseThereAre() {
        assertThat(settings("chat.messages https://www.googleapis.com/auth/drive")
                        .scopes())
                .containsExactly(GchatScopes.full("chat.messages"), GchatScopes.full("drive"));
        for (String wrong : List.of("chat.messages.reed", "chat.bot", "https://example.org/auth/chat.messages")) {
            assertThatThrownBy(() -> settings("chat.messages " + wrong))
                    .hasMessageContaining("no scope of auth delegated; known are chat.messages ")
                    .hasMessageNotContaining(wrong);
        }
    }

    private static GchatSettings settings(String scopes) {
        ConnectorProvider provider = new GchatConnectorProvider();
        Map<String, String> values = Map.of(
                "domain", "example.com",
                "auth", "delegated",
                "subject", "relay@example.com",
                "service-account", "{}",
                "scopes", scopes);
        return GchatSettings.of(
                ConnectorConfig.of(provider, values, Clock.systemUTC(), new Random(3), CredentialStore.none()));
    }
}
