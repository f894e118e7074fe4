package dev.footbridge.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConsentForms.App;
import dev.footbridge.core.connector.ConsentForms.Form;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopePlanner;
import dev.footbridge.http.Json;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TeamsConsentFormsTest {

    private static final App APP =
            new App("app-1", URI.create("https://relay.example.org/consent"), Optional.of("tenant-1"), "state-1");

    private final TeamsConsentForms forms = new TeamsConsentForms();

    private static ContextPlan plan(String mode, boolean resourceSpecific, String... capabilities) {
        return new ScopePlanner(TeamsScopes.all())
                .plan(PlanRequest.of(TeamsScopes.all().mode(mode), List.of(capabilities))
                        .withResourceSpecific(resourceSpecific))
                .contexts()
                .get(0);
    }

    private static Scope delegated(String name) {
        return new Scope(name, GrantType.DELEGATED);
    }

    @Test
    void everyTenantWideScopeHasTheVendorsIdAndNoTwoShareOne() {
        Set<String> ids = new HashSet<>();
        for (ScopeInfo info : TeamsScopes.all().scopes()) {
            Optional<String> id = TeamsConsentForms.id(info.scope());
            boolean inPlaces = info.scope().grantType() == GrantType.RESOURCE_SPECIFIC;
            assertThat(id.isPresent()).as("id of %s", info.name()).isEqualTo(!inPlaces);
            id.ifPresent(value -> {
                assertThat(value).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
                assertThat(ids.add(value)).as("%s of %s", value, info.name()).isTrue();
            });
        }
        assertThat(TeamsConsentForms.id(delegated("User.Read"))).contains("e1fe6dd8-ba31-4d61-89e7-88639da4683d");
    }

    @Test
    void entraIsAskedForThePlanAndTheTeamsAppForTheRest() throws Exception {
        List<Form> made = forms.forms(plan("application", true, "read", "channels"), APP);
        JsonNode entra = Json.pushed().parse(made.get(0).text());
        JsonNode teams = Json.pushed().parse(made.get(1).text());

        assertThat(entra.at("/0/resourceAppId").asText()).isEqualTo(TeamsConsentForms.GRAPH_APP_ID);
        assertThat(entra.at("/0/resourceAccess"))
                .hasSize(2)
                .allSatisfy(access -> assertThat(access.path("type").asText()).isEqualTo("Role"));
        assertThat(teams.at("/authorization/permissions/resourceSpecific")).hasSize(1);
        assertThat(teams.at("/authorization/permissions/resourceSpecific/0/name")
                        .asText())
                .isEqualTo("ChannelMessage.Read.Group");
        assertThat(forms.forms(plan("application", false, "read"), APP)).hasSize(1);
        assertThat(forms.forms(plan("delegated", true, "post"), APP).get(0).text())
                .contains("\"Scope\"", "ebf0f66e-9fb1-49e4-a278-222f76911cf4");
    }

    @Test
    void theLinksAskEachForWhatIsTheirsAndMissing() {
        Set<Scope> missing =
                Set.of(delegated("ChannelMessage.Send"), delegated("ChannelMessage.ReadWrite"), delegated("openid"));
        List<URI> links = forms.links(plan("delegated", true, "post"), missing, APP);

        assertThat(links).hasSize(2);
        assertThat(links.get(0).toString())
                .startsWith("https://login.microsoftonline.com/tenant-1/v2.0/adminconsent?client_id=app-1")
                .contains("ChannelMessage.ReadWrite")
                .doesNotContain("ChannelMessage.Send");
        assertThat(links.get(1).toString())
                .startsWith("https://login.microsoftonline.com/tenant-1/oauth2/v2.0/authorize")
                .contains("ChannelMessage.Send", "openid", "prompt=consent")
                .doesNotContain("ReadWrite", "graph.microsoft.com%2Fopenid");
        assertThat(forms.links(
                        plan("application", true, "read"),
                        Set.of(new Scope("ChannelMessage.Read.Group", GrantType.RESOURCE_SPECIFIC)),
                        APP))
                .isEmpty();
    }
}
