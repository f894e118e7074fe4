package dev.footbridge.webex;

import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.http.ConsentLink;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan as the scopes to tick on Webex's page of an app, and the link of an integration.
 *
 * @see <a href="https://developer.webex.com/docs/integrations">Integrations</a>
 */
final class WebexConsentForms implements ConsentForms {

    private static final String SERVICE_APP = "service-app";

    @Override
    public List<Form> forms(ContextPlan plan, App app) {
        boolean service = plan.mode().name().equals(SERVICE_APP);
        String scopes = plan.granted().stream().map(Scope::name).collect(Collectors.joining("\n"));
        return List.of(new Form(
                "webex-scopes.txt",
                "text/plain",
                "developer.webex.com/my-apps, the " + (service ? "Service App" : "integration") + ", Scopes: tick these"
                        + (service ? "; then an administrator authorises the app in Control Hub" : ""),
                scopes + "\n"));
    }

    /** A Service App has no link: its administrator authorises it in Control Hub. */
    @Override
    public List<URI> links(ContextPlan plan, Set<Scope> scopes, App app) {
        if (plan.mode().name().equals(SERVICE_APP) || scopes.isEmpty()) {
            return List.of();
        }
        return List.of(ConsentLink.to("https://webexapis.com/v1/authorize")
                .with("client_id", app.clientId())
                .with("response_type", "code")
                .with("redirect_uri", app.redirect().toString())
                .with("scope", scopes, " ")
                .with("state", app.state())
                .uri());
    }
}
