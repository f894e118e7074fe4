package dev.footbridge.miro;

import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.http.ConsentLink;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan as the settings of a Miro app, and the link that installs it. Miro's link names no scopes: it asks for those of
 * the app's settings, so that these have to be changed first.
 *
 * @see <a href="https://developers.miro.com/docs/app-manifest">App manifest</a>
 */
final class MiroConsentForms implements ConsentForms {

    @Override
    public List<Form> forms(ContextPlan plan, App app) {
        String scopes = plan.granted().stream()
                .map(scope -> "  - " + scope.name() + "\n")
                .collect(Collectors.joining());
        return List.of(new Form(
                "miro-app-settings.yaml",
                "application/yaml",
                "Miro, Profile settings, Your apps, the app, Edit in Manifest: these members",
                "appName: Footbridge\nsdkVersion: SDK_V2\nredirectUris:\n  - " + app.redirect() + "\nscopes:\n"
                        + scopes));
    }

    @Override
    public List<URI> links(ContextPlan plan, Set<Scope> scopes, App app) {
        if (scopes.isEmpty()) {
            return List.of();
        }
        ConsentLink link = ConsentLink.to("https://miro.com/oauth/authorize")
                .with("response_type", "code")
                .with("client_id", app.clientId())
                .with("redirect_uri", app.redirect().toString())
                .with("state", app.state());
        return List.of(app.tenant()
                .map(team -> link.with("team_id", team))
                .orElse(link)
                .uri());
    }
}
