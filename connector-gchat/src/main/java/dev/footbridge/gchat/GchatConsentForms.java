package dev.footbridge.gchat;

import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.http.ConsentLink;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan as the lists that Google's consoles take, and Google's consent page.
 *
 * @see <a href="https://support.google.com/a/answer/162106">Domain-wide delegation</a>
 * @see <a href="https://developers.google.com/workspace/chat/authenticate-authorize-chat-app">Administrator approval</a>
 */
final class GchatConsentForms implements ConsentForms {

    @Override
    public List<Form> forms(ContextPlan plan, App app) {
        List<Form> forms = new ArrayList<>();
        add(
                forms,
                "google-domain-wide-delegation.txt",
                "Admin console, Security, API controls, Domain-wide delegation, Add new: the client id of the service account,"
                        + " and these OAuth scopes",
                of(plan.granted(), GrantType.DOMAIN_WIDE),
                ",");
        add(
                forms,
                "google-marketplace-scopes.txt",
                "Google Cloud console, Google Workspace Marketplace SDK, App configuration, OAuth scopes; then an"
                        + " administrator approves the app",
                of(plan.granted(), GrantType.ADMIN_APPROVED),
                "\n");
        add(
                forms,
                "google-service-account-scopes.txt",
                "What the service account asks for in its own name; a role in Google Cloud stands behind pubsub",
                of(plan.granted(), GrantType.BOT, GrantType.APPLICATION),
                "\n");
        return forms;
    }

    private static void add(List<Form> forms, String name, String use, List<Scope> scopes, String separator) {
        if (!scopes.isEmpty()) {
            String names = scopes.stream().map(Scope::name).collect(Collectors.joining(separator));
            forms.add(new Form(name, "text/plain", use, names + "\n"));
        }
    }

    /** For a person who agrees instead of an administrator; what was granted before is kept. */
    @Override
    public List<URI> links(ContextPlan plan, Set<Scope> scopes, App app) {
        List<Scope> personal = of(scopes, GrantType.DOMAIN_WIDE);
        if (personal.isEmpty()) {
            return List.of();
        }
        return List.of(ConsentLink.to("https://accounts.google.com/o/oauth2/v2/auth")
                .with("client_id", app.clientId())
                .with("response_type", "code")
                .with("access_type", "offline")
                .with("include_granted_scopes", "true")
                .with("scope", personal, " ")
                .with("redirect_uri", app.redirect().toString())
                .with("state", app.state())
                .uri());
    }

    private static List<Scope> of(Collection<Scope> scopes, GrantType... types) {
        return scopes.stream()
                .filter(scope -> List.of(types).contains(scope.grantType()))
                .toList();
    }
}
