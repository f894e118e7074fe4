package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.http.ConsentLink;
import dev.footbridge.http.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A plan as Entra's {@code requiredResourceAccess} and as the permissions of a Teams app manifest, and the links of Entra.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/reference-app-manifest">App manifest of Entra</a>
 * @see <a href="https://learn.microsoft.com/microsoftteams/platform/graph-api/rsc/resource-specific-consent">RSC</a>
 */
final class TeamsConsentForms implements ConsentForms {

    /** Microsoft Graph, in every tenant. */
    static final String GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000";

    private static final String GRAPH = "https://graph.microsoft.com/";
    private static final String LOGIN = "https://login.microsoftonline.com/";

    /** What the identity platform grants; it has no prefix and no administrator has to agree. */
    private static final String OPENID = "OpenID";

    @Override
    public List<Form> forms(ContextPlan plan, App app) {
        List<Form> forms = new ArrayList<>();
        forms.add(new Form(
                "entra-required-resource-access.json",
                "application/json",
                "Entra admin center, App registrations, the app, Manifest: the member requiredResourceAccess",
                entra(plan).toPrettyString() + "\n"));
        List<Scope> inPlaces = some(plan.granted(), scope -> scope.grantType() == GrantType.RESOURCE_SPECIFIC);
        if (!inPlaces.isEmpty()) {
            forms.add(new Form(
                    "teams-app-permissions.json",
                    "application/json",
                    "manifest.json of the Teams app: the members webApplicationInfo and authorization",
                    teams(inPlaces, app).toPrettyString() + "\n"));
        }
        return forms;
    }

    private static ArrayNode entra(ContextPlan plan) {
        ArrayNode required = Json.object().putArray("requiredResourceAccess");
        ObjectNode graph = required.addObject().put("resourceAppId", GRAPH_APP_ID);
        ArrayNode access = graph.putArray("resourceAccess");
        plan.granted()
                .forEach(scope -> id(scope)
                        .ifPresent(id -> access.addObject()
                                .put("id", id)
                                .put("type", scope.grantType() == GrantType.APPLICATION ? "Role" : "Scope")));
        return required;
    }

    /** The id that the vendor gave a permission; resource-specific ones go by their name. */
    static Optional<String> id(Scope scope) {
        for (JsonNode row : Json.items(TeamsScopes.tree(), "scopes")) {
            if (row.path("name").asText().equals(scope.name())) {
                return Json.text(row, "ids", scope.grantType() == GrantType.APPLICATION ? "application" : "delegated")
                        .filter(id -> scope.grantType() != GrantType.RESOURCE_SPECIFIC);
            }
        }
        return Optional.empty();
    }

    private static ObjectNode teams(List<Scope> scopes, App app) {
        ObjectNode manifest = Json.object();
        manifest.putObject("webApplicationInfo").put("id", app.clientId()).put("resource", "api://" + app.clientId());
        ArrayNode permissions =
                manifest.putObject("authorization").putObject("permissions").putArray("resourceSpecific");
        scopes.forEach(
                scope -> permissions.addObject().put("name", scope.name()).put("type", "Application"));
        return manifest;
    }

    /** One for the administrator, one for each user; owners agree when they add the app to a team or chat. */
    @Override
    public List<URI> links(ContextPlan plan, Set<Scope> scopes, App app) {
        List<URI> links = new ArrayList<>();
        if (scopes.stream().anyMatch(scope -> scope.grantType() == GrantType.APPLICATION)) {
            links.add(ConsentLink.to(LOGIN + app.tenant().orElse("organizations") + "/v2.0/adminconsent")
                    .with("client_id", app.clientId())
                    .with("scope", GRAPH + ".default")
                    .with("redirect_uri", app.redirect().toString())
                    .with("state", app.state())
                    .uri());
        }
        List<Scope> delegated = some(scopes, scope -> scope.grantType() == GrantType.DELEGATED);
        List<Scope> byAdministrator = some(delegated, scope -> consent(scope) == Consent.ADMINISTRATOR);
        List<Scope> byUser = some(delegated, scope -> consent(scope) != Consent.ADMINISTRATOR);
        if (!byAdministrator.isEmpty()) {
            links.add(page(app, "/v2.0/adminconsent", byAdministrator).uri());
        }
        if (!byUser.isEmpty()) {
            links.add(page(app, "/oauth2/v2.0/authorize", byUser)
                    .with("response_type", "code")
                    .with("prompt", "consent")
                    .uri());
        }
        return links;
    }

    private static ConsentLink page(App app, String path, List<Scope> scopes) {
        return ConsentLink.to(LOGIN + app.tenant().orElse("organizations") + path)
                .with("client_id", app.clientId())
                .with(
                        "scope",
                        String.join(
                                " ",
                                scopes.stream().map(TeamsConsentForms::full).toList()))
                .with("redirect_uri", app.redirect().toString())
                .with("state", app.state());
    }

    private static String full(Scope scope) {
        boolean openId = TeamsScopes.all()
                .info(scope)
                .flatMap(ScopeInfo::origin)
                .filter(OPENID::equals)
                .isPresent();
        return openId ? scope.name() : GRAPH + scope.name();
    }

    private static Consent consent(Scope scope) {
        return TeamsScopes.all().info(scope).map(ScopeInfo::consent).orElse(Consent.ADMINISTRATOR);
    }

    private static List<Scope> some(Iterable<Scope> scopes, Predicate<Scope> wanted) {
        List<Scope> some = new ArrayList<>();
        scopes.forEach(scope -> {
            if (wanted.test(scope)) {
                some.add(scope);
            }
        });
        return some;
    }
}
