package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.Plan;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.testkit.contract.ReadmeTables;
import dev.footbridge.testkit.contract.VendorContracts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What README.md says is what the code does. */
class SlackReadmeTest {

    private static final ReadmeTables TABLES = ReadmeTables.in(Path.of("README.md"));

    private final String readme = read();

    private static String read() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theSupportTableIsWhatFeaturesSay() {
        TABLES.features(SlackFeatures.of(true));
    }

    @Test
    void theLossesAreWhatFeaturesSay() {
        TABLES.losses(SlackFeatures.of(true));
    }

    @Test
    void theSettingsAreTheOnesThereAre() {
        TABLES.settings(SlackSettings.all());
    }

    @Test
    void theScopesAreTheOnesOfThePlan() {
        TABLES.scopes(SlackScopes.catalogue());
    }

    @Test
    void theManifestAsksForTheScopesThatAreNeeded() throws Exception {
        JsonNode manifest = manifest();
        List<String> asked = new ArrayList<>();
        manifest.at("/oauth_config/scopes/bot").forEach(scope -> asked.add(scope.asText()));
        List<String> standard = SlackScopes.catalogue().capabilities().stream()
                .filter(Capability::standard)
                .map(Capability::name)
                .toList();
        Plan plan = new ScopePlanner(SlackScopes.catalogue())
                .plan(PlanRequest.of(SlackScopes.catalogue().mode("bot"), standard));

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(
                        plan.scopes().stream().map(Scope::name).toList());
    }

    @Test
    void theManifestIsOneByTheVendorsSchema() throws Exception {
        Path folder = VendorContracts.required(SlackReadmeTest.class).resolve("slack-manifest-schema");
        // The first version is the one for manifests that name none.
        JsonNode schema = VendorContracts.json(folder.resolve("manifest.schema.1.0.0.json"));
        String problems =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                        .getSchema(schema)
                        .validate(manifest())
                        .stream()
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));

        assertThat(problems).isEmpty();
    }

    @Test
    void theLimitsOfTheTableAreTheOnesOfTheText() {
        Pacing limits = SlackLimits.documented();
        for (Verb verb : Verb.values()) {
            assertThat(limits.limits(verb, ScriptedSlack.CHANNEL))
                    .as("%s", verb)
                    .isNotEmpty();
        }
        RateLimit perChannel = limits.limits(Verb.POST, ScriptedSlack.CHANNEL).get(0);
        assertThat(perChannel.key()).endsWith(ScriptedSlack.CHANNEL.value());
        assertThat(perChannel.permits()).isEqualTo(1);
        assertThat(perChannel.period().toSeconds()).isEqualTo(1);
        assertThat(limits.limits(Verb.POST, ScriptedSlack.CHANNEL).get(1).permits())
                .isEqualTo(500);
        assertThat(limits.limits(Verb.EDIT, ScriptedSlack.CHANNEL).get(0).permits())
                .isEqualTo(50);
        assertThat(limits.limits(Verb.UNREACT, ScriptedSlack.CHANNEL).get(0).permits())
                .isEqualTo(20);
        assertThat(readme).contains("read as 500", "50 per minute and workspace each; taking reactions away 20");
    }

    private JsonNode manifest() throws Exception {
        int start = readme.indexOf("```json") + "```json".length();
        return VendorContracts.MAPPER.readTree(readme.substring(start, readme.indexOf("```", start)));
    }
}
