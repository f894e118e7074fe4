package dev.footbridge.gchat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.ConsentForms.App;
import dev.footbridge.core.connector.ConsentForms.Form;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopePlanner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GchatConsentFormsTest {

    private final GchatConsentForms forms = new GchatConsentForms();

    private static ContextPlan plan(String mode, String... capabilities) {
        return new ScopePlanner(GchatScopes.all())
                .plan(PlanRequest.of(GchatScopes.all().mode(mode), List.of(capabilities)))
                .contexts()
                .get(0);
    }

    @Test
    void delegationIsOneLineOfFullNames() {
        List<Form> made = forms.forms(plan("delegated", "post", "read", "people"), App.unregistered());

        assertThat(made).extracting(Form::name).containsExactly("google-domain-wide-delegation.txt");
        assertThat(made.get(0).text().strip().split(","))
                .containsExactlyInAnyOrder(
                        "https://www.googleapis.com/auth/chat.messages.create",
                        "https://www.googleapis.com/auth/chat.messages.readonly",
                        "https://www.googleapis.com/auth/admin.directory.user.readonly");
    }

    @Test
    void anAppHasAListForTheAdministratorAndOneOfItsOwn() {
        List<Form> made = forms.forms(plan("app", "post", "read", "pull"), App.unregistered());

        assertThat(made)
                .extracting(Form::text)
                .containsExactly(
                        "https://www.googleapis.com/auth/chat.app.messages.readonly\n",
                        "https://www.googleapis.com/auth/chat.bot\nhttps://www.googleapis.com/auth/pubsub\n");
    }

    @Test
    void theLinkAsksForWhatIsMissingAndKeepsTheRest() {
        Scope post = new Scope(GchatScopes.full("chat.messages.create"), GrantType.DOMAIN_WIDE);

        assertThat(forms.links(plan("delegated", "post", "read"), Set.of(post), App.unregistered()))
                .singleElement()
                .satisfies(link -> assertThat(link.toString())
                        .contains("include_granted_scopes=true", "chat.messages.create")
                        .doesNotContain("readonly"));
        assertThat(forms.links(plan("bot", "post"), plan("bot", "post").granted(), App.unregistered()))
                .isEmpty();
    }
}
