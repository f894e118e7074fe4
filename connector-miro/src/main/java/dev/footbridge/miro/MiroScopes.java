package dev.footbridge.miro;

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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Scopes and operations, from {@code scopes.json} beside this class, which names source and date. */
final class MiroScopes {

    private static final String RESOURCE = "scopes.json";
    private static final String REST = "REST API";

    private MiroScopes() {}

    /** A token acts as the user who installed the app. */
    static Scope scope(String name) {
        return new Scope(name, GrantType.USER);
    }

    static Grant grant(Collection<String> names) {
        return Grant.of(names.stream()
                .filter(name -> !name.isBlank())
                .map(MiroScopes::scope)
                .toList());
    }

    static ScopeCatalogue catalogue() {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode operation : read().path("operations")) {
            List<Set<Scope>> alternatives = new ArrayList<>();
            for (JsonNode set : operation.path("anyOf")) {
                Set<Scope> scopes = new LinkedHashSet<>();
                set.forEach(name -> scopes.add(scope(name.asText())));
                alternatives.add(scopes);
            }
            operations.add(new Operation(operation.path("name").asText(), alternatives));
        }
        return ScopeCatalogue.of(operations);
    }

    /** How each operation is called, by its name. */
    static Map<String, MiroCall> calls() {
        Map<String, MiroCall> calls = new LinkedHashMap<>();
        for (JsonNode operation : read().path("operations")) {
            MiroCall call = new MiroCall(
                    operation.path("name").asText(),
                    operation.path("method").asText(),
                    operation.path("path").asText(),
                    MiroLevel.of(operation.path("level").asInt()),
                    Json.texts(operation, "query"));
            calls.put(call.name(), call);
        }
        return calls;
    }

    /**
     * Refuses a scope that no server can use, naming what to take instead.
     *
     * @throws IllegalArgumentException when the scope is unknown or only of use inside a board
     */
    static void requireForServers(String name) {
        JsonNode row = row(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no scope of this name; known are " + String.join(" ", names())));
        String known = row.path("name").asText();
        if (!row.path("surface").asText().contains(REST)) {
            throw new IllegalArgumentException("the scope " + known
                    + " works in the Web SDK only, inside an open board; for a server: "
                    + row.path("alternative").asText());
        }
    }

    /** Whether a grant holds a scope, however it is spelled. */
    static boolean holds(Grant grant, String name) {
        return row(name).stream()
                .flatMap(row -> Stream.of(
                        row.path("name").asText(), row.path("alsoSpelled").asText()))
                .anyMatch(spelling -> !spelling.isEmpty() && grant.scopes().contains(scope(spelling)));
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        read().path("scopes").forEach(row -> names.add(row.path("name").asText()));
        return names;
    }

    private static Optional<JsonNode> row(String name) {
        for (JsonNode row : read().path("scopes")) {
            if (row.path("name").asText().equals(name)
                    || row.path("alsoSpelled").asText().equals(name)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The whole resource, for tests and documentation. */
    static JsonNode read() {
        try (InputStream in = MiroScopes.class.getResourceAsStream(RESOURCE)) {
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
