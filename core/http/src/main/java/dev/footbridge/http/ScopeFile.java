package dev.footbridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.Consent;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import dev.footbridge.core.scope.Surface;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scope catalogue from the JSON file that ships with a connector. {@code core/http/README.md} describes the
 * format, member by member.
 */
public final class ScopeFile {

    private final JsonNode tree;
    private final Map<String, String> spellings;
    private final Map<String, List<GrantType>> types;

    private ScopeFile(JsonNode tree) {
        this.tree = tree;
        this.spellings = ScopeNames.spellings(tree);
        this.types = ScopeNames.types(tree);
    }

    /**
     * Reads a file from the jar.
     *
     * @param file what {@code getResourceAsStream} gave; null when the file is not in the jar
     * @throws IllegalStateException when the file is missing or not JSON
     * @throws IllegalArgumentException when its rows contradict each other; the message names all of them
     */
    public static ScopeCatalogue read(@Nullable InputStream file) {
        return of(tree(file));
    }

    /** The file as a tree, for members that only its connector knows. */
    public static JsonNode tree(@Nullable InputStream file) {
        if (file == null) {
            throw new IllegalStateException("the scope catalogue is missing from the jar");
        }
        try (file) {
            return Json.pushed().parse(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("the scope catalogue in the jar is damaged", e);
        }
    }

    /** A catalogue of the rows in a tree. */
    public static ScopeCatalogue of(JsonNode tree) {
        return ScopeCatalogue.of(new ScopeFile(tree).rows());
    }

    private ScopeRows rows() {
        List<ScopeInfo> scopes = new ArrayList<>();
        Json.items(tree, "scopes").forEach(row -> scopes.addAll(scopes(row)));
        List<Operation> operations = new ArrayList<>();
        Json.items(tree, "operations").forEach(row -> operations.addAll(operations(row)));
        return new ScopeRows(
                new Platform(need(tree, "platform")),
                need(tree, "source"),
                Json.texts(tree, "tiers"),
                Json.items(tree, "modes").stream().map(ScopeFile::mode).toList(),
                scopes,
                operations,
                Json.items(tree, "capabilities").stream()
                        .map(ScopeFile::capability)
                        .toList());
    }

    private static GrantMode mode(JsonNode row) {
        Set<GrantType> types = EnumSet.noneOf(GrantType.class);
        Json.texts(row, "types").forEach(type -> types.add(constant(GrantType.class, type)));
        return new GrantMode(
                need(row, "name"),
                need(row, "title"),
                types,
                Json.text(row, "consent").map(consent -> constant(Consent.class, consent)));
    }

    private static Capability capability(JsonNode row) {
        return new Capability(
                need(row, "name"),
                need(row, "purpose"),
                Json.texts(row, "operations"),
                Json.flag(row, "standard"),
                Json.flag(row, "planOnly"));
    }

    /** One row for each grant type that the name comes in; what differs between types stands in an object by type. */
    private List<ScopeInfo> scopes(JsonNode row) {
        List<ScopeInfo> all = new ArrayList<>();
        String name = name(need(row, "name"));
        for (GrantType type : types.getOrDefault(name, List.of())) {
            Set<Surface> surfaces = EnumSet.noneOf(Surface.class);
            Json.texts(row, "surfaces").forEach(surface -> surfaces.add(constant(Surface.class, surface)));
            all.add(new ScopeInfo(
                    new Scope(name, type),
                    need(row, "purpose"),
                    constant(Consent.class, byType(row, "consent", type).orElse("")),
                    surfaces.isEmpty() ? Set.of(Surface.SERVER) : surfaces,
                    Json.text(row, "tier"),
                    Json.text(row, "origin"),
                    Integer.parseInt(byType(row, "level", type).orElse("1")),
                    implied(row, type),
                    Json.texts(row, "alsoSpelled").stream()
                            .map(other -> ScopeNames.full(tree, other))
                            .toList(),
                    byType(row, "unused", type)));
        }
        return all;
    }

    private static Optional<String> byType(JsonNode row, String member, GrantType type) {
        return row.path(member).isObject() ? Json.text(row, member, ScopeNames.of(type)) : Json.text(row, member);
    }

    /** Names stand for scopes of the same type; other ones stand in an object by type. */
    private Set<Scope> implied(JsonNode row, GrantType type) {
        Set<Scope> implied = new LinkedHashSet<>();
        for (String other : Json.texts(row, "implies")) {
            if (types.getOrDefault(name(other), List.of(type)).contains(type)) {
                implied.add(new Scope(name(other), type));
            }
        }
        JsonNode others = row.path("impliesOthers").path(ScopeNames.of(type));
        others.properties()
                .forEach(entry -> Json.texts(others, entry.getKey())
                        .forEach(other ->
                                implied.add(new Scope(name(other), constant(GrantType.class, entry.getKey())))));
        return implied;
    }

    /** The operation and, when its scopes depend on what it is called for, one more for each case. */
    private List<Operation> operations(JsonNode row) {
        String name = need(row, "name");
        List<Operation> all = new ArrayList<>();
        List<Set<Scope>> alternatives = alternatives(row.path("anyOf"), name);
        JsonNode cases = row.path("cases");
        cases.properties().forEach(entry -> {
            List<Set<Scope>> ofCase = alternatives(entry.getValue(), name);
            if (row.path("anyOf").isMissingNode()) {
                ofCase.stream().filter(set -> !alternatives.contains(set)).forEach(alternatives::add);
            }
            all.add(operation(row, name + ':' + entry.getKey(), ofCase));
        });
        all.add(0, operation(row, name, alternatives));
        return all;
    }

    private static Operation operation(JsonNode row, String name, List<Set<Scope>> alternatives) {
        return new Operation(
                name,
                need(row, "purpose"),
                alternatives.isEmpty() ? List.of(Set.of()) : alternatives,
                Json.nonBlank(row, "none"),
                Json.nonBlank(row, "overlay"),
                Set.copyOf(Json.texts(row, "modes")));
    }

    /** An array of alternatives, each a name or an array of names; or an object of such arrays by grant type. */
    private List<Set<Scope>> alternatives(JsonNode node, String operation) {
        List<Set<Scope>> all = new ArrayList<>();
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                GrantType type = constant(GrantType.class, entry.getKey());
                entry.getValue().forEach(set -> all.add(set(set, name -> new Scope(name, type))));
            });
        } else {
            node.forEach(set -> all.add(set(set, name -> theOnly(name, operation))));
        }
        return all;
    }

    private Set<Scope> set(JsonNode names, Function<String, Scope> scope) {
        Set<Scope> set = new LinkedHashSet<>();
        if (names.isArray()) {
            names.forEach(name -> set.add(scope.apply(name(name.asText()))));
        } else {
            set.add(scope.apply(name(names.asText())));
        }
        return set;
    }

    private Scope theOnly(String name, String operation) {
        List<GrantType> of = types.getOrDefault(name, List.of());
        if (of.size() != 1) {
            throw new IllegalArgumentException("operation " + operation + ": scope " + name
                    + (of.isEmpty() ? " is not in the catalogue" : " comes in several types; sort them by type"));
        }
        return new Scope(name, of.get(0));
    }

    private String name(String written) {
        String full = ScopeNames.full(tree, written);
        return spellings.getOrDefault(full, full);
    }

    private static String need(JsonNode row, String member) {
        return Json.text(row, member)
                .orElseThrow(() -> new IllegalArgumentException("a row of the scope catalogue has no " + member + ": "
                        + Json.text(row, "name").orElse("?")));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
