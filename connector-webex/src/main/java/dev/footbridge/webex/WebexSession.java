package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantWarnings;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who the token belongs to and what it may do, as far as Webex tells. Safe for concurrent use. */
final class WebexSession {

    /** What Webex calls whoever asks; stands for us while we may not look. */
    private static final String ME = "me";

    private final WebexApi api;
    private final WebexIds ids;
    private final WebexToken token;
    private final ScopeCatalogue catalogue;
    private final ScopeGuard guard;
    private final boolean bot;
    private volatile String self = "";
    private volatile String type = "";

    WebexSession(
            WebexApi api, WebexIds ids, WebexToken token, ScopeCatalogue catalogue, ScopeGuard guard, boolean bot) {
        this.api = api;
        this.ids = ids;
        this.token = token;
        this.catalogue = catalogue;
        this.guard = guard;
        this.bot = bot;
    }

    /** Asks Webex. Without {@code spark:people_read} it does not tell; the token is good all the same. */
    UserId check() throws ConnectorException, InterruptedException {
        guard.granted(grant());
        JsonNode me;
        try {
            me = api.call(WebexCall.ME, "");
        } catch (ConnectorException e) {
            if (e.kind() != Kind.FORBIDDEN) {
                throw e;
            }
            return new UserId(ids.workspace(), self.isEmpty() ? ME : self);
        }
        String org = Json.text(me, "orgId").orElse("");
        if (!WebexIds.uuid(org).equals(ids.workspace().value())) {
            throw ConnectorException.of(
                    Kind.UNAUTHORIZED,
                    "other_organisation",
                    "The token belongs to another organisation than org-id says");
        }
        UserId user = ids.person(Json.text(me, "id"))
                .orElseThrow(() -> ConnectorException.of(
                        Kind.UNAVAILABLE, "foreign_answer", "/people/me was answered without an id"));
        self = user.value();
        type = Json.text(me, "type").orElse("");
        return user;
    }

    /** Asks Webex once before the first message is read, so that own messages are recognised. */
    void introduce() throws ConnectorException, InterruptedException {
        if (self.isEmpty()) {
            check();
        }
        if (self.isEmpty()) {
            throw ConnectorException.missingScope(
                    WebexErrors.MISSING_SCOPE,
                    "spark:people_read",
                    "Own messages cannot be told from others': add the scope spark:people_read and consent again");
        }
    }

    /** Whoever a post of ours is from is us. */
    void learn(String personId) {
        self = personId;
    }

    boolean isSelf(String personId) {
        return !self.isEmpty() && WebexIds.same(self, personId);
    }

    /** Whether only messages that mention us can be listed. */
    boolean isBot() {
        return bot || type.equals("bot");
    }

    Grant grant() throws ConnectorException, InterruptedException {
        return WebexScopes.grant(token.get().scopes());
    }

    /** Who we are, and what will not work. */
    List<String> warnings(boolean guests) throws ConnectorException, InterruptedException {
        List<String> warnings = new ArrayList<>();
        kind().ifPresent(warnings::add);
        if (type.equals("bot") && !bot) {
            warnings.add("Set bot to true: posts of a bot cannot be found again after a lost answer");
        }
        warnings.addAll(GrantWarnings.of(guests ? catalogue.with("guests") : catalogue, grant()));
        return warnings;
    }

    private Optional<String> kind() {
        return switch (type) {
            case "bot" ->
                Optional.of("The token is a bot's: in rooms of several people it sees only messages that mention it;"
                        + " use a Service App or a user's token to carry conversations");
            case "person" ->
                Optional.of(
                        "The token is a user's, be it a person or the machine account of a Service App: everything is"
                                + " posted in its name");
            case "appuser" -> Optional.empty();
            case "" ->
                Optional.of("The scope spark:people_read is missing: it is not known whose token this is, and messages"
                        + " cannot be read");
            default -> Optional.empty();
        };
    }
}
