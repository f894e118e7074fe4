package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.Json;
import dev.footbridge.http.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The scope catalogue, from {@code scopes.json} beside this class, which names source and date. */
final class SlackScopes {

    /** Posting with the author's name and picture: not a method of its own, but a scope of its own. */
    static final String CUSTOMIZE = "chat.postMessage:customize";

    private static final String RESOURCE = "scopes.json";

    private SlackScopes() {}

    static Scope bot(String name) {
        return new Scope(name, GrantType.BOT);
    }

    /** What the header {@code X-OAuth-Scopes} says. */
    static Grant grant(String header) {
        return Grant.of(Arrays.stream(header.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(SlackScopes::bot)
                .toList());
    }

    static ScopeCatalogue catalogue() {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode operation : read().path("operations")) {
            List<Set<Scope>> alternatives = new ArrayList<>();
            for (JsonNode set : operation.path("anyOf")) {
                Set<Scope> scopes = new LinkedHashSet<>();
                set.forEach(name -> scopes.add(scope(name.asText(), operation)));
                alternatives.add(scopes);
            }
            operations.add(new Operation(operation.path("name").asText(), alternatives));
        }
        return ScopeCatalogue.of(operations);
    }

    private static Scope scope(String name, JsonNode operation) {
        // App-level tokens are granted to the application, not to its bot.
        boolean application = operation.path("token").asText("").equals("app");
        return new Scope(name, application ? GrantType.APPLICATION : GrantType.BOT);
    }

    /** The whole resource, for tests and documentation. */
    static JsonNode read() {
        try (InputStream in = SlackScopes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return Json.pushed().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(RESOURCE + " in the jar is damaged", e);
        }
    }
}
