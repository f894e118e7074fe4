package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whose token it is and what it may do, as Miro's token context tells. Safe for concurrent use. */
final class MiroSession {

    /** Without these there is no bridge. */
    private static final List<String> NEEDED = List.of("boards:read", "boards:write");

    private final MiroApi api;
    private final MiroOwn own;
    private final ScopeGuard guard;
    private final MiroIds ids;
    private final List<String> wanted;
    private volatile Grant grant = Grant.unknown();

    MiroSession(MiroApi api, MiroOwn own, ScopeGuard guard, MiroIds ids, List<String> wanted) {
        this.api = api;
        this.own = own;
        this.guard = guard;
        this.ids = ids;
        this.wanted = wanted;
    }

    /** Asks Miro. */
    UserId check() throws ConnectorException, InterruptedException {
        JsonNode context = api.get("token-info", Map.of(), Map.of());
        String team = Json.text(context, "team", "id").orElse("");
        if (!team.equals(ids.workspace().value())) {
            throw ConnectorException.of(
                    Kind.UNAUTHORIZED, "other_team", "The token belongs to another team than team-id says");
        }
        UserId user = ids.user(Json.text(context, "user", "id"))
                .orElseThrow(() -> MiroErrors.notFromMiro(api.callOf("token-info"), 200, "no_user"));
        own.learnSelf(user.value());
        // Without the list the platform decides call by call; with an empty one nothing is allowed.
        grant = Json.at(context, "scopes").isArray()
                ? MiroScopes.grant(Json.texts(context, "scopes"))
                : Grant.unknown();
        guard.granted(grant);
        return user;
    }

    /** Asks Miro once before the first item is read, so that own ones are recognised. */
    void introduce() throws ConnectorException, InterruptedException {
        if (!own.isKnown()) {
            check();
        }
    }

    Grant grant() {
        return grant;
    }

    /** What the grant does not open. */
    List<String> warnings() {
        if (!grant.known()) {
            return List.of();
        }
        List<String> warnings = new ArrayList<>();
        Stream.concat(NEEDED.stream(), wanted.stream())
                .distinct()
                .filter(name -> !MiroScopes.holds(grant, name))
                .forEach(name -> warnings.add(
                        "The scope " + name + " is missing: add it to the app's settings and install the app again"));
        return warnings;
    }
}
