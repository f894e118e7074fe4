package dev.footbridge.miro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConsentForms.App;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.ScopePlanner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MiroConsentFormsTest {

    private final MiroConsentForms forms = new MiroConsentForms();
    private final ContextPlan plan = new ScopePlanner(MiroScopes.catalogue())
            .plan(PlanRequest.of(MiroScopes.catalogue().mode("user"), List.of("post", "read")))
            .contexts()
            .get(0);

    @Test
    void theSettingsOfTheAppHaveThePlannedScopes() {
        assertThat(forms.forms(plan, App.unregistered()))
                .singleElement()
                .satisfies(form -> assertThat(form.text()).isEqualTo("""
                                appName: Footbridge
                                sdkVersion: SDK_V2
                                redirectUris:
                                  - https://relay.example.org/consent
                                scopes:
                                  - boards:read
                                  - boards:write
                                """));
    }

    @Test
    void theLinkInstallsTheAppAgain() {
        assertThat(forms.links(plan, plan.granted(), App.unregistered()))
                .singleElement()
                .satisfies(link -> assertThat(link.toString())
                        .startsWith("https://miro.com/oauth/authorize?response_type=code&client_id=CLIENT_ID"));
        assertThat(forms.links(plan, Set.of(), App.unregistered())).isEmpty();
    }
}
