package dev.footbridge.webex;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The scope catalogue, from {@code scopes.json} beside this class, which names its basis row by row. */
final class WebexScopes {

    private static final String RESOURCE = "scopes.json";

    private WebexScopes() {}

    /** What a token endpoint says it granted; unknown when it says nothing. */
    static Grant grant(Collection<String> names) {
        return names.isEmpty()
                ? Grant.unknown()
                : Grant.of(names.stream().map(WebexScopes::scope).toList());
    }

    static Scope scope(String name) {
        return new Scope(name, name.startsWith("spark:") ? GrantType.USER : GrantType.APPLICATION);
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

    /** The whole resource, for tests and documentation. */
    static JsonNode read() {
        try (InputStream in = WebexScopes.class.getResourceAsStream(RESOURCE)) {
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
