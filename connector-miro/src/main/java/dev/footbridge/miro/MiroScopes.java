package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.http.Json;
import dev.footbridge.http.ScopeFile;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scopes and operations, from {@code scopes.json} beside this class, which names source and date. */
final class MiroScopes {

    private static final JsonNode TREE = ScopeFile.tree(MiroScopes.class.getResourceAsStream("scopes.json"));
    private static final ScopeCatalogue CATALOGUE = ScopeFile.of(TREE);

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
        return CATALOGUE;
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
        ScopeInfo info = info(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no scope of this name; known are " + String.join(" ", names())));
        if (!info.isForServers()) {
            throw new IllegalArgumentException("the scope " + info.name()
                    + " works in the Web SDK only, inside an open board; for a server: " + instead(info.name()));
        }
    }

    /** What a server takes in place of a scope that only works inside a board. */
    static String instead(String name) {
        return Json.items(TREE, "scopes").stream()
                .filter(row -> row.path("name").asText().equals(name))
                .flatMap(row -> Json.text(row, "alternative").stream())
                .findFirst()
                .orElse("");
    }

    /** Whether a grant holds a scope, however it is spelled. */
    static boolean holds(Grant grant, String name) {
        return info(name)
                .filter(info -> CATALOGUE.closure(grant.scopes()).contains(info.scope()))
                .isPresent();
    }

    private static List<String> names() {
        return CATALOGUE.scopes().stream().map(ScopeInfo::name).toList();
    }

    private static Optional<ScopeInfo> info(String name) {
        return CATALOGUE.named(name).stream().findFirst();
    }

    /** The whole resource, for tests and documentation. */
    static JsonNode read() {
        return TREE;
    }
}
