package dev.footbridge.teams;

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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The scopes of every call, from the catalogue that ships with this connector, as one grant mode sees them. */
final class TeamsScopes {

    private static final String RESOURCE = "scopes.json";

    private final ScopeCatalogue catalogue;
    private final ScopeGuard guard;
    private volatile Grant held = Grant.unknown();

    TeamsScopes(boolean delegated) {
        catalogue = catalogue(delegated);
        guard = new ScopeGuard(catalogue);
    }

    ScopeCatalogue catalogue() {
        return catalogue;
    }

    /** Takes over what the token holds. */
    void granted(Grant told) {
        held = told;
        guard.granted(withResourceSpecific(told));
    }

    /** Lets the call pass, or names the scope that is missing. */
    void require(TeamsCall call) throws ConnectorException {
        guard.require(call.operation());
    }

    /** What will not work with the scopes that are held, a sentence per missing scope. */
    List<String> warnings() {
        Map<String, List<String>> closed = new LinkedHashMap<>();
        for (TeamsCall call : TeamsCall.values()) {
            leastMissing(call)
                    .filter(scope -> held.known() && !call.isOptIn())
                    .ifPresent(scope -> closed.computeIfAbsent(scope, key -> new ArrayList<>())
                            .add(call.operation()));
        }
        return closed.entrySet().stream()
                .map(entry -> "The scope " + entry.getKey() + " is missing for " + String.join(", ", entry.getValue()))
                .toList();
    }

    /** The scopes that the platform misses when it refuses a call; empty when none is needed or one is held. */
    Optional<String> leastMissing(TeamsCall call) {
        Operation operation = catalogue.operation(call.operation());
        Grant now = held;
        if (operation.least().isEmpty() || (now.known() && operation.allowedBy(now))) {
            return Optional.empty();
        }
        return Optional.of(operation.least().stream().map(Scope::name).collect(Collectors.joining(" ")));
    }

    /** Consent in single teams and chats is in no token, so only the platform can judge it. */
    private Grant withResourceSpecific(Grant told) {
        if (!told.known()) {
            return told;
        }
        Set<Scope> all = new LinkedHashSet<>(told.scopes());
        catalogue.operations().stream()
                .flatMap(operation -> operation.alternatives().stream())
                .flatMap(Set::stream)
                .filter(scope -> scope.grantType() == GrantType.RESOURCE_SPECIFIC)
                .forEach(all::add);
        return Grant.of(all);
    }

    private static ScopeCatalogue catalogue(boolean delegated) {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode node : Json.items(tree(), "operations")) {
            String name = Json.text(node, "operation").orElseThrow();
            List<Set<Scope>> alternatives = new ArrayList<>();
            if (delegated) {
                add(alternatives, node, "delegated", GrantType.DELEGATED);
            } else {
                add(alternatives, node, "resourceSpecific", GrantType.RESOURCE_SPECIFIC);
                add(alternatives, node, "application", GrantType.APPLICATION);
            }
            operations.add(new Operation(name, alternatives.isEmpty() ? List.of(Set.of()) : alternatives));
        }
        return ScopeCatalogue.of(operations);
    }

    private static void add(List<Set<Scope>> alternatives, JsonNode node, String member, GrantType type) {
        Json.texts(node, member).forEach(name -> alternatives.add(Set.of(new Scope(name, type))));
    }

    private static JsonNode tree() {
        try (InputStream in = TeamsScopes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the scope catalogue " + RESOURCE + " is not on the class path");
            }
            return Json.answers().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("the scope catalogue is malformed", e);
        }
    }
}
