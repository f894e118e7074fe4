package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Plan;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.core.scope.Surface;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scope catalogue against the vendor's document and the vendor's table of scopes. */
class MiroScopesTest {

    private static final ScopeCatalogue CATALOGUE = MiroScopes.catalogue();
    private static final GrantMode USER = CATALOGUE.mode("user");
    private static final List<String> OF_THE_CLIENT = List.of("microphone:listen", "screen:record", "webcam:record");

    private static JsonNode operations;
    private static JsonNode crosscheck;

    @BeforeAll
    static void read() {
        Path folder = VendorContracts.required(MiroScopesTest.class);
        operations = VendorContracts.json(folder.resolve("miro-scopes.json")).path("operations");
        crosscheck = VendorContracts.json(folder.resolve("miro-seed-crosscheck.json"));
    }

    private static Set<String> canonical(List<String> names) {
        return names.stream()
                .map(name -> CATALOGUE.spelled(MiroScopes.scope(name)).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyOperationNeedsTheScopesThatTheVendorSays() {
        List<String> unknown = new ArrayList<>();
        for (Operation operation : CATALOGUE.operations()) {
            JsonNode known = operations.path(operation.name());
            if (known.isMissingNode()) {
                unknown.add(operation.name());
                continue;
            }
            assertThat(operation.alternatives()).as(operation.name()).hasSize(1);
            assertThat(operation.least().stream().map(Scope::name))
                    .as(operation.name())
                    .containsExactlyInAnyOrderElementsOf(canonical(Json.texts(known, "scopes")));
        }
        assertThat(unknown).as("operations that the vendor does not have").isEmpty();
    }

    @Test
    void allScopesOfTheTableAreKnownWithTheirPlansAndSurfaces() {
        Set<String> documented = new TreeSet<>();
        for (JsonNode row : crosscheck.path("rows")) {
            String name = row.path("seedScope").asText();
            documented.add(name);
            ScopeInfo info = CATALOGUE.named(name).get(0);
            boolean server = !row.path("operations").isEmpty();
            assertThat(info.surfaces().contains(Surface.SERVER))
                    .as("whether a server can use %s", name)
                    .isEqualTo(server);
            assertThat(MiroScopes.instead(name).isEmpty()).as(name).isEqualTo(server);
            assertThat(info.tier().isEmpty())
                    .as("whether every plan has %s", name)
                    .isEqualTo(row.path("seedPlan").asText().equals("all plans"));
        }
        assertThat(documented).hasSize(21);
        crosscheck.path("specScopesNotInSeed").fieldNames().forEachRemaining(documented::add);
        assertThat(CATALOGUE.scopes().stream().map(ScopeInfo::name)).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void noPlanOfAServerHasAScopeOfTheClient() {
        List<String> names =
                CATALOGUE.capabilities().stream().map(Capability::name).toList();
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<String> some =
                    names.stream().filter(name -> random.nextBoolean()).toList();
            PlanRequest request = PlanRequest.of(USER, some);
            String tier = CATALOGUE.tiers().get(random.nextInt(3));
            Plan plan = new ScopePlanner(CATALOGUE).plan(random.nextBoolean() ? request : request.onTier(tier));

            assertThat(plan.scopes())
                    .as("plan %s", seed)
                    .noneMatch(scope -> OF_THE_CLIENT.contains(scope.name()))
                    .allMatch(scope -> CATALOGUE.info(scope).orElseThrow().isForServers());
        }
    }

    @Test
    void aPlanSaysWhatTheTierLacks() {
        Plan plan = new ScopePlanner(CATALOGUE)
                .plan(PlanRequest.of(USER, List.of("boards-write", "exports", "cases"))
                        .onTier("enterprise"));

        assertThat(plan.scopes()).extracting(Scope::name).containsExactlyInAnyOrder("boards:write", "boards:export");
        assertThat(plan.contexts().get(0).gaps())
                .extracting(gap -> gap.reason())
                .containsOnly("organizations:cases:management needs the plan enterprise-guard, and the workspace has"
                        + " enterprise");
    }
}
