package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantWarnings;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.Json;
import java.util.List;
import okhttp3.FormBody;

/** Who the token belongs to and what it may do, as {@code auth.test} tells. Safe for concurrent use. */
final class SlackSession {

    private final SlackApi api;
    private final SlackSelf self;
    private final ScopeCatalogue catalogue;
    private final ScopeGuard guard;
    private final SlackIds ids;
    private final boolean customize;
    private volatile Grant grant = Grant.unknown();

    SlackSession(
            SlackApi api, SlackSelf self, ScopeCatalogue catalogue, ScopeGuard guard, SlackIds ids, boolean customize) {
        this.api = api;
        this.self = self;
        this.catalogue = catalogue;
        this.guard = guard;
        this.ids = ids;
        this.customize = customize;
    }

    /** Asks Slack. */
    UserId check() throws ConnectorException, InterruptedException {
        SlackApi.Answer answer = api.probe("auth.test", new FormBody.Builder());
        JsonNode identity = answer.json();
        String own = ids.workspace().value();
        String team = Json.text(identity, "team_id").orElse("");
        if (!team.equals(own) && !Json.flag(identity, "is_enterprise_install")) {
            throw ConnectorException.of(
                    Kind.UNAUTHORIZED, "other_workspace", "The token belongs to another workspace than team-id says");
        }
        UserId user = ids.user(Json.text(identity, "user_id"))
                .orElseThrow(() -> SlackErrors.notFromSlack("auth.test", 200, "no_user"));
        self.learnBot(user.value(), Json.text(identity, "bot_id").orElse(""));
        grant = answer.scopes().map(SlackScopes::grant).orElseGet(Grant::unknown);
        guard.granted(grant);
        return user;
    }

    /** Asks Slack once before the first message is read, so that own messages are recognised. */
    void introduce() throws ConnectorException, InterruptedException {
        if (!self.isKnown()) {
            api.refuseIfRevoked("auth.test");
            check();
        }
    }

    Grant grant() {
        return grant;
    }

    /** Whether authors can appear with their own name and picture. */
    boolean canCustomize() {
        return customize && catalogue.allows(catalogue.operation(SlackScopes.CUSTOMIZE), grant);
    }

    /** What the grant does not open. */
    List<String> warnings() {
        return GrantWarnings.of(catalogue, grant);
    }
}
