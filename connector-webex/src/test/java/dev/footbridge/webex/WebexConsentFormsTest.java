package dev.footbridge.webex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConsentForms.App;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.ScopePlanner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebexConsentFormsTest {

    private final WebexConsentForms forms = new WebexConsentForms();

    private static ContextPlan plan(String mode) {
        return new ScopePlanner(WebexScopes.catalogue())
                .plan(PlanRequest.of(WebexScopes.catalogue().mode(mode), List.of("post", "people")))
                .contexts()
                .get(0);
    }

    @Test
    void thePageOfTheAppTakesTheScopesOneByOne() {
        assertThat(forms.forms(plan("integration"), App.unregistered()))
                .singleElement()
                .satisfies(form -> assertThat(form.text()).isEqualTo("spark:messages_write\nspark:people_read\n"))
                .satisfies(form -> assertThat(form.use()).doesNotContain("Control Hub"));
        assertThat(forms.forms(plan("service-app"), App.unregistered()).get(0).use())
                .contains("Control Hub");
    }

    @Test
    void theLinkAsksForWhatIsMissingOnly() {
        assertThat(forms.links(plan("integration"), Set.of(WebexScopes.scope("spark:people_read")), App.unregistered()))
                .singleElement()
                .satisfies(link -> assertThat(link.toString())
                        .startsWith("https://webexapis.com/v1/authorize?client_id=CLIENT_ID&response_type=code")
                        .contains("spark%3Apeople_read")
                        .doesNotContain("messages_write"));
        assertThat(forms.links(plan("service-app"), plan("service-app").granted(), App.unregistered()))
                .isEmpty();
    }
}
