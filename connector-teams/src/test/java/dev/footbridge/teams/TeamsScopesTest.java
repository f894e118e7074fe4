package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.VendorContracts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scope catalogue against the vendor's own table of permissions. */
class TeamsScopesTest {

    private static final ScopeCatalogue CATALOGUE = TeamsScopes.all();
    private static final Map<GrantType, String> SCHEMES = Map.of(
            GrantType.DELEGATED, "DelegatedWork",
            GrantType.APPLICATION, "Application",
            GrantType.RESOURCE_SPECIFIC, "Application");

    private static JsonNode vendor;

    @BeforeAll
    static void read() {
        vendor = VendorContracts.json(
                VendorContracts.required(TeamsScopesTest.class).resolve("msgraph-permissions.json"));
    }

    @Test
    void everyCallOfTheConnectorIsInTheCatalogue() {
        for (TeamsCall call : TeamsCall.values()) {
            assertThat(CATALOGUE.operation(call.operation()).purpose()).isNotBlank();
        }
        Set<String> made =
                Stream.of(TeamsCall.values()).map(TeamsCall::operation).collect(Collectors.toSet());
        assertThat(CATALOGUE.capabilities().stream()
                        .filter(capability -> !capability.planOnly())
                        .flatMap(capability -> capability.operations().stream()))
                .as("operations of capabilities that the connector has")
                .allSatisfy(name -> assertThat(made).contains(name));
    }

    @Test
    void everyAlternativeIsOneTheVendorLists() {
        for (Operation operation : CATALOGUE.operations()) {
            if (row(operation).isPresent()) {
                for (Scope scope : scopes(operation)) {
                    assertThat(listed(operation, scope, "all"))
                            .as("%s opens %s", scope, operation.name())
                            .isTrue();
                }
            }
        }
    }

    /** A row without overlay starts with what the vendor marks as least, or with something of a lower level. */
    @Test
    void theLeastIsTheVendorsUnlessARowSaysWhy() {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : CATALOGUE.operations()) {
            if (operation.name().contains(":")) {
                continue; // A case: not every scope of the call opens it.
            }
            boolean differs = !isVendorsLeast(operation);
            if (differs != operation.overlay().isPresent()
                    && operation.reasonForNone().isEmpty()) {
                wrong.add(operation.name()
                        + (differs ? " differs without a reason" : " has an overlay it does not need"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isVendorsLeast(Operation operation) {
        return row(operation).isPresent()
                && Stream.of(Set.of(GrantType.DELEGATED), Set.of(GrantType.APPLICATION, GrantType.RESOURCE_SPECIFIC))
                        .allMatch(types -> isVendorsLeast(operation, types));
    }

    private static boolean isVendorsLeast(Operation operation, Set<GrantType> types) {
        Optional<Scope> ours = scopes(operation).stream()
                .filter(scope -> types.contains(scope.grantType()))
                .findFirst();
        if (ours.isEmpty()) {
            return true;
        }
        String scheme = SCHEMES.get(ours.get().grantType());
        List<String> least = Json.texts(row(operation).orElseThrow(), scheme, "least");
        return least.contains(ours.get().name())
                || least.stream()
                        .allMatch(name -> level(name, scheme) > level(ours.get().name(), scheme));
    }

    @Test
    void nothingTheVendorListsForTheConnectorsCallsIsLeftOutWithoutReason() {
        for (TeamsCall call : TeamsCall.values()) {
            Operation operation = CATALOGUE.operation(call.operation());
            if (row(operation).isEmpty()) {
                continue;
            }
            Set<String> ours = scopes(operation).stream()
                    .filter(scope -> scope.grantType() == GrantType.DELEGATED)
                    .map(Scope::name)
                    .collect(Collectors.toSet());
            List<String> theirs = Json.texts(row(operation).get(), "DelegatedWork", "all").stream()
                    .filter(name -> !name.matches("(DeviceManagement|AgentIdUser).*"))
                    // They open the own profile only, which the vendor's table does not tell apart.
                    .filter(name -> call != TeamsCall.USER || !name.matches("User.Read(Write)?"))
                    .toList();
            assertThat(ours).as(operation.name()).containsExactlyInAnyOrderElementsOf(theirs);
        }
    }

    /** What the table lists for changing a message changes policyViolation only, says the reference. */
    @Test
    void anApplicationHasNoScopeThatSends() {
        for (TeamsCall call : TeamsCall.values()) {
            Operation operation = CATALOGUE.operation(call.operation());
            if (call.changesSomething() && call.operation().contains("/messages")) {
                assertThat(scopes(operation)).as(operation.name()).allMatch(s -> s.grantType() == GrantType.DELEGATED);
                assertThat(Json.texts(row(operation).orElseThrow(), "Application", "all"))
                        .as("application permissions of %s", operation.name())
                        .allMatch(name -> name.matches(
                                "Teamwork.Migrate.All|.*UpdatePolicyViolation.*|(Group|Chat).ReadWrite.All"));
            }
        }
    }

    @Test
    void subscriptionsNeedWhatTheVendorListsForTheirResource() {
        assertThat(opens("POST /subscriptions (channel messages)"))
                .isEqualTo(vendors("/teams/{id}/channels/{id}/messages"));
        assertThat(opens("POST /subscriptions (chat messages)")).isEqualTo(vendors("/chats/{id}/messages"));
    }

    private static Map<GrantType, List<String>> opens(String operation) {
        return Stream.of(GrantType.DELEGATED, GrantType.APPLICATION, GrantType.RESOURCE_SPECIFIC)
                .collect(Collectors.toMap(type -> type, type -> names(operation, type)));
    }

    private static Map<GrantType, List<String>> vendors(String resource) {
        JsonNode row = vendor.path("subscriptionResources").path(resource);
        String specific = " (RSC)";
        Map<Boolean, List<String>> application = Json.texts(row, "Application").stream()
                .collect(Collectors.partitioningBy(name -> name.endsWith(specific)));
        return Map.of(
                GrantType.DELEGATED, Json.texts(row, "DelegatedWork"),
                GrantType.APPLICATION, application.get(false),
                GrantType.RESOURCE_SPECIFIC,
                        application.get(true).stream()
                                .map(name -> name.replace(specific, ""))
                                .toList());
    }

    private static List<String> names(String operation, GrantType type) {
        return scopes(CATALOGUE.operation(operation)).stream()
                .filter(scope -> scope.grantType() == type)
                .map(Scope::name)
                .toList();
    }

    /** Wherever the narrower one opens a call of the catalogue, the broader one does. */
    @Test
    void whatAScopeImpliesItOpens() {
        for (ScopeInfo info : CATALOGUE.scopes()) {
            for (Scope narrower : info.implies()) {
                for (Operation operation : CATALOGUE.operations()) {
                    if (scopes(operation).contains(narrower)
                            && !operation.name().contains(":")) {
                        assertThat(scopes(operation))
                                .as("%s implies %s for %s", info.name(), narrower, operation.name())
                                .contains(info.scope());
                    }
                }
            }
        }
    }

    @Test
    void levelsAndConsentAreTheVendors() {
        for (ScopeInfo info : CATALOGUE.scopes()) {
            JsonNode row = vendor.path("permissions")
                    .path(info.name())
                    .path(SCHEMES.get(info.scope().grantType()));
            if (row.hasNonNull("privilegeLevel") && !ownLevels().contains(info.name())) {
                assertThat(info.level())
                        .as(info.name())
                        .isEqualTo(row.path("privilegeLevel").asInt());
            }
            if (info.scope().grantType() == GrantType.DELEGATED && !row.isMissingNode()) {
                assertThat(info.consent() == dev.footbridge.core.scope.Consent.ADMINISTRATOR)
                        .as("admin consent of %s", info.name())
                        .isEqualTo(row.path("requiresAdminConsent").asBoolean());
            }
        }
    }

    private static List<String> ownLevels() {
        return Json.items(TeamsScopes.tree(), "scopes").stream()
                .filter(row -> row.has("levelOverlay"))
                .map(row -> row.path("name").asText())
                .toList();
    }

    @Test
    void aLevelOfOurOwnStillDiffersFromTheVendors() {
        assertThat(ownLevels()).isNotEmpty();
        for (String name : ownLevels()) {
            assertThat(CATALOGUE.named(name))
                    .as("levels of %s", name)
                    .anyMatch(info -> info.level()
                            != vendor.path("permissions")
                                    .path(name)
                                    .path(SCHEMES.get(info.scope().grantType()))
                                    .path("privilegeLevel")
                                    .asInt());
        }
    }

    /** A single call is planned as the catalogue names it first, which is the vendor's least: levels agree with it. */
    @Test
    void aPlanForOneCallIsItsLeastScope() {
        for (Operation operation : CATALOGUE.operations()) {
            for (GrantMode mode : CATALOGUE.modes()) {
                List<Scope> possible = scopes(operation).stream()
                        .filter(scope -> mode.grantTypes().contains(scope.grantType()))
                        .toList();
                int least =
                        possible.stream().mapToInt(TeamsScopesTest::level).min().orElse(0);
                if (!possible.isEmpty()) {
                    assertThat(level(possible.get(0)))
                            .as("level of the first scope of %s in mode %s", operation.name(), mode.name())
                            .isEqualTo(least);
                }
            }
        }
    }

    @Test
    void alternativesAreListedLeastFirst() {
        for (Operation operation : CATALOGUE.operations()) {
            scopes(operation).stream()
                    .collect(Collectors.groupingBy(Scope::grantType))
                    .forEach((type, scopes) -> assertThat(scopes)
                            .as("%s scopes of %s", type, operation.name())
                            .isSortedAccordingTo(Comparator.comparingInt(TeamsScopesTest::level)));
        }
    }

    /** Consent in single teams and chats is less than consent for the whole tenant, whatever it opens there. */
    @Test
    void resourceSpecificScopesAreOfALowLevel() {
        assertThat(CATALOGUE.scopes())
                .filteredOn(info -> info.scope().grantType() == GrantType.RESOURCE_SPECIFIC)
                .isNotEmpty()
                .allSatisfy(info -> assertThat(info.level()).as(info.name()).isLessThanOrEqualTo(2));
    }

    private static int level(Scope scope) {
        return CATALOGUE.info(scope).orElseThrow().level();
    }

    private static List<Scope> scopes(Operation operation) {
        return operation.alternatives().stream().flatMap(Set::stream).toList();
    }

    private static Optional<JsonNode> row(Operation operation) {
        JsonNode row = vendor.path("operations").path(operation.name().replaceFirst(":[a-z]+$", ""));
        return Optional.of(row).filter(found -> found.path("found").asBoolean());
    }

    private static boolean listed(Operation operation, Scope scope, String list) {
        return Json.texts(row(operation).orElseThrow(), SCHEMES.get(scope.grantType()), list)
                .contains(scope.name());
    }

    private static int level(String name, String scheme) {
        return vendor.path("permissions")
                .path(name)
                .path(scheme)
                .path("privilegeLevel")
                .asInt(Integer.MAX_VALUE);
    }
}
