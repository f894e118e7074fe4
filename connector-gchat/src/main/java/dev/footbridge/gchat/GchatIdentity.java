package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out who the credentials are. No call of Google Chat tells it as such: an account is looked up in the directory by
 * its mail address, an app as a member of a space it is in.
 */
final class GchatIdentity {

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatSelf self;
    private final GchatAuth auth;
    private final Optional<String> subject;

    GchatIdentity(GchatApi api, GchatIds ids, GchatSelf self, GchatAuth auth, Optional<String> subject) {
        this.auth = auth;
        this.api = api;
        this.ids = ids;
        this.self = self;
        this.subject = subject;
    }

    /** Asks Google, and proves the credentials on the way. */
    UserId check() throws ConnectorException, InterruptedException {
        api.introduce();
        if (subject.isPresent() && api.scopes().allows(GchatCall.GET_USER)) {
            JsonNode user = api.call(
                    GchatCall.GET_USER,
                    Map.of("user", subject.get()),
                    Map.of("viewType", "domain_public", "projection", "basic"));
            self.learn(Json.text(user, "id").map(id -> "users/" + id));
        } else {
            byMembershipIfAllowed();
        }
        return new UserId(ids.workspace(), self.isKnown() ? self.id() : GchatSelf.APP);
    }

    /**
     * A scope that is missing even for this is known from now on; the credentials are good all the same. What an
     * account may is known from its tokens already.
     */
    private void byMembershipIfAllowed() throws ConnectorException, InterruptedException {
        try {
            byMembership();
        } catch (ConnectorException e) {
            if (e.missingScope().isEmpty()) {
                throw e;
            }
            if (!auth.isDelegated()) {
                List<String> held = new ArrayList<>(GchatScopes.needed(auth));
                held.remove(e.missingScope().get());
                api.scopes().granted(held);
            }
        }
    }

    private void byMembership() throws ConnectorException, InterruptedException {
        JsonNode spaces = api.call(GchatCall.LIST_SPACES, Map.of(), Map.of("pageSize", 1));
        Optional<String> space = Json.items(spaces, "spaces").stream()
                .flatMap(found -> Json.text(found, "name").stream())
                .filter(name -> ids.channel(Optional.of(name)).isPresent())
                .findFirst();
        if (space.isPresent() && api.scopes().allows(GchatCall.GET_MEMBER)) {
            JsonNode member = api.call(
                    GchatCall.GET_MEMBER,
                    Map.of("space", space.get(), "member", subject.orElse(GchatSelf.APP)),
                    Map.of());
            self.learn(Json.text(member, "member", "name"));
        }
        if (space.isPresent() && auth == GchatAuth.APP) {
            probe(space.get());
        }
    }

    /** Whether an administrator approved shows only when the app reads where it certainly is a member. */
    private void probe(String space) throws ConnectorException, InterruptedException {
        List<String> asked = new ArrayList<>(GchatScopes.needed(auth));
        try {
            api.call(GchatCall.LIST_MESSAGES, Map.of("space", space), Map.of("pageSize", 1));
        } catch (ConnectorException e) {
            if (e.kind() != Kind.FORBIDDEN) {
                throw e;
            }
            asked.remove(GchatScopes.full("chat.app.messages.readonly"));
        }
        api.scopes().granted(asked);
    }

    /** Takes over what the answer to a call of ours says of us. */
    void learn(Optional<String> name) {
        self.learn(name);
    }

    /** Asks once before the first message is read, so that own messages are recognised. */
    void introduce() throws ConnectorException, InterruptedException {
        if (!self.isKnown()) {
            check();
        }
    }

    /** The account's id. */
    String own() throws ConnectorException, InterruptedException {
        introduce();
        if (!self.isKnown()) {
            api.scopes().require(GchatCall.GET_USER);
            throw ConnectorException.of(
                    Kind.UNAVAILABLE, "own_id_unknown", "The account's own id is not known: is it in a space?");
        }
        return self.id();
    }
}
