package dev.footbridge.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.footbridge.core.connector.ConsentForms.App;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.http.Json;
import dev.footbridge.testkit.contract.VendorContracts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlackConsentFormsTest {

    private static final ScopeCatalogue CATALOGUE = SlackScopes.catalogue();
    private static final App APP =
            new App("123.456", URI.create("https://relay.example.org/consent"), Optional.of("T0123456789"), "s t");

    private final SlackConsentForms forms = new SlackConsentForms();

    private static ContextPlan plan(List<String> capabilities) {
        return new ScopePlanner(CATALOGUE)
                .plan(PlanRequest.of(CATALOGUE.mode("bot"), capabilities))
                .contexts()
                .get(0);
    }

    private static List<String> all() {
        return CATALOGUE.capabilities().stream().map(Capability::name).toList();
    }

    private JsonNode manifest(ContextPlan plan) throws Exception {
        return Json.pushed().parse(forms.forms(plan, APP).get(0).text());
    }

    @Test
    void theManifestIsOneByTheVendorsSchemaWhateverIsSwitchedOn() throws Exception {
        Path folder = VendorContracts.required(SlackConsentFormsTest.class).resolve("slack-manifest-schema");
        JsonNode schema = VendorContracts.json(folder.resolve("manifest.schema.1.0.0.json"));
        for (List<String> capabilities : List.of(all(), List.of("post", "read"), List.<String>of())) {
            assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(schema)
                            .validate(manifest(plan(capabilities))))
                    .as("manifest for %s", capabilities)
                    .isEmpty();
        }
    }

    @Test
    void theManifestAsksForThePlanAndNothingElse() throws Exception {
        JsonNode manifest = manifest(plan(List.of("post", "read", "reaction-events")));

        assertThat(Json.texts(manifest, "oauth_config", "scopes", "bot"))
                .containsExactlyInAnyOrder("chat:write", "channels:history", "reactions:read");
        assertThat(Json.texts(manifest, "settings", "event_subscriptions", "bot_events"))
                .contains("message.channels", "reaction_added", "reaction_removed")
                .doesNotContain("message.groups");
        assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean()).isFalse();
        JsonNode socket = manifest(plan(List.of("post", "socket-mode")));
        assertThat(socket.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
        assertThat(socket.at("/settings/event_subscriptions").has("request_url"))
                .isFalse();
    }

    @Test
    void theLinkAsksForWhatIsMissingOnly() {
        Set<Scope> missing = Set.of(SlackScopes.bot("reactions:write"));

        assertThat(forms.links(plan(all()), missing, APP))
                .containsExactly(URI.create("https://slack.com/oauth/v2/authorize?client_id=123.456"
                        + "&scope=reactions%3Awrite&redirect_uri=https%3A%2F%2Frelay.example.org%2Fconsent&state=s%20t"
                        + "&team=T0123456789"));
        assertThat(forms.links(plan(all()), Set.of(), APP)).isEmpty();
    }
}
