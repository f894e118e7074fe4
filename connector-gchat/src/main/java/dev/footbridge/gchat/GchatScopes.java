package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ScopeGuard;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The scopes of every call as one way to authenticate sees them, from {@code scopes.json} beside this class. */
final class GchatScopes {

    /** What fetching from Pub/Sub needs; the service account asks for it in its own name. */
    static final String PUBSUB = "https://www.googleapis.com/auth/pubsub";

    private static final String RESOURCE = "scopes.json";

    private final GchatAuth auth;
    private final ScopeCatalogue catalogue;
    private final ScopeGuard guard;
    private volatile Grant held = Grant.unknown();
    private volatile List<String> besides = List.of();

    GchatScopes(GchatAuth auth) {
        this.auth = auth;
        this.catalogue = catalogue(auth);
        this.guard = new ScopeGuard(catalogue);
    }

    static GrantType grantType(GchatAuth auth) {
        return switch (auth) {
            case BOT -> GrantType.BOT;
            case APP -> GrantType.APPLICATION;
            case DELEGATED -> GrantType.DELEGATED;
        };
    }

    ScopeCatalogue catalogue() {
        return catalogue;
    }

    Grant grant() {
        return held;
    }

    /** Takes over what the credentials are known to hold. */
    void granted(List<String> names) {
        List<Scope> scopes = new ArrayList<>();
        names.forEach(name -> scopes.add(new Scope(name, grantType(auth))));
        besides.forEach(name -> scopes.add(new Scope(name, grantType(auth))));
        // Pub/Sub is the service account's own affair, and only Google can judge it.
        scopes.add(new Scope(PUBSUB, grantType(auth)));
        held = Grant.of(scopes);
        guard.granted(held);
    }

    /** Takes over what another token of the same credentials holds. */
    void grantedBesides(List<String> names) {
        besides = List.copyOf(names);
        if (held.known()) {
            List<Scope> scopes = new ArrayList<>(held.scopes());
            names.forEach(name -> scopes.add(new Scope(name, grantType(auth))));
            held = Grant.of(scopes);
            guard.granted(held);
        }
    }

    /** Lets the call pass, or names the scope that is missing. */
    void require(GchatCall call) throws ConnectorException {
        guard.require(call.operation());
    }

    boolean allows(GchatCall call) {
        return catalogue.operation(call.operation()).allowedBy(held);
    }

    boolean holds(String name) {
        return !held.known() || held.scopes().contains(new Scope(name, grantType(auth)));
    }

    /** The least scope for a call; what Google misses when it says only that something is missing. */
    Optional<String> least(GchatCall call) {
        return catalogue.operation(call.operation()).least().stream()
                .map(Scope::name)
                .findFirst();
    }

    /** What will not work, a sentence per missing scope. */
    List<String> warnings() {
        Map<String, List<String>> closed = new LinkedHashMap<>();
        for (Operation operation : catalogue.operations()) {
            if (!operation.allowedBy(held) && !isOptIn(operation)) {
                String scope = operation.least().iterator().next().name();
                closed.computeIfAbsent(scope, key -> new ArrayList<>()).add(operation.name());
            }
        }
        return closed.entrySet().stream()
                .map(entry -> "The scope " + entry.getKey() + " is missing for " + String.join(", ", entry.getValue()))
                .toList();
    }

    /** What an operator switches on has a token of its own, and says what is missing when it is used. */
    private static boolean isOptIn(Operation operation) {
        return operation.name().startsWith("drive.");
    }

    /** What a token is asked for with. */
    static List<String> needed(GchatAuth auth) {
        return names(auth, true);
    }

    /** All that a token could be asked for with, for finding out what an administrator allowed. */
    static List<String> all(GchatAuth auth) {
        return names(auth, false);
    }

    private static List<String> names(GchatAuth auth, boolean onlyNeeded) {
        List<String> names = new ArrayList<>();
        for (JsonNode scope : read().path("scopes")) {
            boolean wanted = !onlyNeeded || Json.flag(scope, "needed");
            String name = full(Json.text(scope, "name").orElseThrow());
            if (wanted
                    && !Json.flag(scope, "optIn")
                    && !name.equals(PUBSUB)
                    && Json.texts(scope, "auth").contains(auth.setting())) {
                names.add(name);
            }
        }
        return names;
    }

    static String full(String name) {
        return read().path("prefix").asText() + name;
    }

    private static ScopeCatalogue catalogue(GchatAuth auth) {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode node : read().path("operations")) {
            List<Set<Scope>> alternatives = new ArrayList<>();
            Json.texts(node, auth.setting())
                    .forEach(name -> alternatives.add(Set.of(new Scope(full(name), grantType(auth)))));
            if (!alternatives.isEmpty()) {
                operations.add(new Operation(Json.text(node, "name").orElseThrow(), alternatives));
            }
        }
        return ScopeCatalogue.of(operations);
    }

    private static final class Resource {
        static final JsonNode TREE = load();
    }

    /** The whole resource, for tests and documentation. */
    static JsonNode read() {
        return Resource.TREE;
    }

    private static JsonNode load() {
        try (InputStream in = GchatScopes.class.getResourceAsStream(RESOURCE)) {
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
