package dev.footbridge.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.ContextPlan;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.http.ConsentLink;
import dev.footbridge.http.Json;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * A plan as Slack's app manifest, and the link that installs the app with more scopes.
 *
 * @see <a href="https://docs.slack.dev/reference/app-manifest">App manifest</a>
 */
final class SlackConsentForms implements ConsentForms {

    private static final String EVENT = "event ";

    @Override
    public List<Form> forms(ContextPlan plan, App app) {
        return List.of(new Form(
                "slack-app-manifest.json",
                "application/json",
                "api.slack.com/apps, Create New App, From a manifest; of an app that exists: App Manifest",
                manifest(plan, app).toPrettyString() + "\n"));
    }

    private static ObjectNode manifest(ContextPlan plan, App app) {
        ObjectNode manifest = Json.object();
        manifest.putObject("display_information").put("name", "Footbridge");
        manifest.putObject("features")
                .putObject("bot_user")
                .put("display_name", "Footbridge")
                .put("always_online", true);
        ObjectNode oauth = manifest.putObject("oauth_config");
        oauth.putArray("redirect_urls").add(app.redirect().toString());
        ArrayNode bot = oauth.putObject("scopes").putArray("bot");
        plan.granted().stream()
                .filter(scope -> scope.grantType() == GrantType.BOT)
                .forEach(scope -> bot.add(scope.name()));
        ObjectNode settings = manifest.putObject("settings");
        boolean socket = plan.granted().stream().anyMatch(scope -> scope.grantType() == GrantType.APPLICATION);
        ObjectNode subscriptions = settings.putObject("event_subscriptions");
        if (!socket) {
            subscriptions.put("request_url", app.redirect().resolve("/slack").toString());
        }
        ArrayNode events = subscriptions.putArray("bot_events");
        plan.capabilities().stream()
                .map(Capability::operations)
                .flatMap(List::stream)
                .filter(operation -> operation.startsWith(EVENT))
                .distinct()
                .forEach(operation -> events.add(operation.substring(EVENT.length())));
        List.of("tokens_revoked", "app_uninstalled").forEach(events::add);
        settings.put("org_deploy_enabled", false)
                .put("socket_mode_enabled", socket)
                .put("token_rotation_enabled", false);
        return manifest;
    }

    /** An app-level token is made on the app's page and not agreed to. */
    @Override
    public List<URI> links(ContextPlan plan, Set<Scope> scopes, App app) {
        List<Scope> bot = scopes.stream()
                .filter(scope -> scope.grantType() == GrantType.BOT)
                .toList();
        if (bot.isEmpty()) {
            return List.of();
        }
        ConsentLink link = ConsentLink.to("https://slack.com/oauth/v2/authorize")
                .with("client_id", app.clientId())
                .with("scope", bot, ",")
                .with("redirect_uri", app.redirect().toString())
                .with("state", app.state());
        return List.of(
                app.tenant().map(team -> link.with("team", team)).orElse(link).uri());
    }
}
