package dev.footbridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of a file in which a vendor, or somebody who read the vendor's pages, lists scopes and calls. Each has its own
 * shape, which its connector knows; here they become neutral.
 */
public final class VendorFile {

    private final JsonNode tree;
    private final Map<Scope, ScopeInfo> scopes = new LinkedHashMap<>();
    private final Map<String, List<Set<Scope>>> calls = new LinkedHashMap<>();

    private VendorFile(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * Opens a file.
     *
     * @return empty when the folder has none of this name
     * @throws IOException when it is not JSON, or has none of the members it should have
     */
    public static Optional<VendorFile> open(Path folder, String name, String... members) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > HttpOptions.MAX_RESPONSE_BYTES) {
            throw new IOException(name + " is longer than " + HttpOptions.MAX_RESPONSE_BYTES + " bytes");
        }
        JsonNode tree;
        try {
            tree = Json.answers().parse(Files.readAllBytes(file));
        } catch (MalformedJsonException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
        for (String member : members) {
            if (!tree.path(member).isObject()) {
                throw new IOException(name + " has no object \"" + member + "\"");
            }
        }
        return Optional.of(new VendorFile(tree));
    }

    /** The whole file. */
    public JsonNode tree() {
        return tree;
    }

    /** The members of an object in the file, in its order. */
    public Map<String, JsonNode> members(String... path) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        Json.at(tree, path).properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    /** Adds a scope; the first row about it counts. */
    public void add(ScopeInfo info) {
        scopes.putIfAbsent(info.scope(), info);
    }

    /** Adds a call and the sets of names of which any one opens it with a credential of this type, least first. */
    public void call(String name, GrantType type, List<Set<String>> alternatives) {
        List<Set<Scope>> sets = new ArrayList<>();
        for (Set<String> names : alternatives) {
            Set<Scope> set = new LinkedHashSet<>();
            names.forEach(one -> set.add(new Scope(one, type)));
            sets.add(set);
        }
        call(name, sets);
    }

    /** Adds a call; what was said before of a call of this name stays, and comes first. */
    public void call(String name, List<Set<Scope>> alternatives) {
        if (!alternatives.isEmpty()) {
            calls.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(alternatives);
        }
    }

    /**
     * What was added.
     *
     * @param tiers the platform's plans, smallest first; none when its scopes do not depend on them
     */
    public ScopeRows rows(Platform platform, String source, List<String> tiers) {
        List<Operation> operations = new ArrayList<>();
        calls.forEach((name, alternatives) -> operations.add(new Operation(name, alternatives)));
        return new ScopeRows(platform, source, tiers, List.of(), List.copyOf(scopes.values()), operations, List.of());
    }
}
