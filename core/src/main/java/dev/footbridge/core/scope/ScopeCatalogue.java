package dev.footbridge.core.scope;

import dev.footbridge.core.id.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a platform's permissions are and which call needs which: scopes, operations, and the capabilities that are made
 * of operations. Immutable, and free of contradictions: see {@link #of}.
 */
public final class ScopeCatalogue {

    private static final Platform UNNAMED = new Platform("unnamed");

    private final Platform platform;
    private final String source;
    private final List<String> tiers;
    private final Map<String, GrantMode> modes;
    private final Map<Scope, ScopeInfo> scopes;
    private final Map<String, Operation> operations;
    private final Map<String, Capability> capabilities;
    private final Map<Scope, Scope> spellings;
    private final Map<Scope, Set<Scope>> closures;

    private ScopeCatalogue(ScopeRows rows) {
        this.platform = rows.platform();
        this.source = rows.source();
        this.tiers = List.copyOf(rows.tiers());
        this.modes = byName(rows.modes(), GrantMode::name, "mode");
        this.scopes = byName(rows.scopes(), ScopeInfo::scope, "scope");
        this.operations = byName(rows.operations(), Operation::name, "operation");
        this.capabilities = byName(rows.capabilities(), Capability::name, "capability");
        this.spellings = spellings();
        this.closures = closures();
    }

    /**
     * A catalogue of these rows.
     *
     * @throws IllegalArgumentException when rows contradict each other: a scope without a purpose, an operation without
     *     scopes and without a reason, an unused scope, an operation outside every capability, an unknown name, …; the
     *     message names all of them
     */
    public static ScopeCatalogue of(ScopeRows rows) {
        List<String> problems = CatalogueCheck.problems(rows);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "scope catalogue of " + rows.platform() + ": " + String.join("; ", problems));
        }
        return new ScopeCatalogue(rows);
    }

    /** A catalogue of bare operations, for a guard and nothing else; a name that comes twice is an error. */
    public static ScopeCatalogue of(Collection<Operation> operations) {
        return new ScopeCatalogue(
                new ScopeRows(UNNAMED, "", List.of(), List.of(), List.of(), List.copyOf(operations), List.of()));
    }

    /** The catalogue of a platform without permissions. */
    public static ScopeCatalogue none(Platform platform) {
        return new ScopeCatalogue(new ScopeRows(platform, "", List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private static <K, V> Map<K, V> byName(Collection<V> rows, Function<V, K> name, String what) {
        Map<K, V> byName = new LinkedHashMap<>();
        for (V row : rows) {
            if (byName.put(name.apply(row), row) != null) {
                throw new IllegalArgumentException(what + " " + name.apply(row) + " comes twice");
            }
        }
        return Collections.unmodifiableMap(byName);
    }

    private Map<Scope, Scope> spellings() {
        Map<Scope, Scope> other = new LinkedHashMap<>();
        scopes.values()
                .forEach(info -> info.alsoSpelled()
                        .forEach(name -> other.put(new Scope(name, info.scope().grantType()), info.scope())));
        return other;
    }

    private Map<Scope, Set<Scope>> closures() {
        Map<Scope, Set<Scope>> found = new LinkedHashMap<>();
        for (Scope scope : scopes.keySet()) {
            Set<Scope> reached = new LinkedHashSet<>();
            List<Scope> open = new ArrayList<>(List.of(scope));
            while (!open.isEmpty()) {
                Scope next = open.remove(open.size() - 1);
                if (reached.add(next)) {
                    info(next).ifPresent(info -> open.addAll(info.implies()));
                }
            }
            found.put(scope, Collections.unmodifiableSet(reached));
        }
        return found;
    }

    public Platform platform() {
        return platform;
    }

    /** Where the facts come from, with a date. */
    public String source() {
        return source;
    }

    /** The platform's plans, smallest first; empty when its scopes do not depend on them. */
    public List<String> tiers() {
        return tiers;
    }

    public Collection<GrantMode> modes() {
        return modes.values();
    }

    /** The mode of this name; a name that is not in the catalogue is an error that names those that are. */
    public GrantMode mode(String name) {
        return find(modes, name, "grant mode");
    }

    public Collection<ScopeInfo> scopes() {
        return scopes.values();
    }

    /** All operations, in the order of the catalogue. */
    public Collection<Operation> operations() {
        return operations.values();
    }

    /** The operation of this name; a name that is not in the catalogue is a programming error. */
    public Operation operation(String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new IllegalArgumentException("operation " + name + " is not in the scope catalogue");
        }
        return operation;
    }

    public Collection<Capability> capabilities() {
        return capabilities.values();
    }

    /** The capability of this name; a name that is not in the catalogue is an error that names those that are. */
    public Capability capability(String name) {
        return find(capabilities, name, "capability");
    }

    private <T> T find(Map<String, T> rows, String name, String what) {
        T row = rows.get(name);
        if (row == null) {
            throw new IllegalArgumentException(
                    platform + " has no " + what + " " + name + "; it has " + String.join(", ", rows.keySet()));
        }
        return row;
    }

    /** What is known of a scope, under any of its names. */
    public Optional<ScopeInfo> info(Scope scope) {
        return Optional.ofNullable(scopes.get(spelled(scope)));
    }

    /** All scopes of this name, one for each grant type it comes in; none when the name is unknown. Case matters. */
    public List<ScopeInfo> named(String name) {
        return scopes.values().stream().filter(info -> info.isNamed(name)).toList();
    }

    /** The scope under the name that is asked for. */
    public Scope spelled(Scope scope) {
        return spellings.getOrDefault(scope, scope);
    }

    /** These scopes and all that they imply. */
    public Set<Scope> closure(Collection<Scope> held) {
        Set<Scope> all = new LinkedHashSet<>();
        for (Scope scope : held) {
            Scope known = spelled(scope);
            all.addAll(closures.getOrDefault(known, Set.of(known)));
        }
        return all;
    }

    /** Whether a grant opens an operation, supersets considered; true when nobody knows the grant. */
    public boolean allows(Operation operation, Grant grant) {
        if (!grant.known()) {
            return true;
        }
        Set<Scope> open = closure(grant.scopes());
        return operation.alternatives().stream().anyMatch(open::containsAll);
    }

    /** What a grant lacks for an operation that it does not open; nobody's knowing it counts as holding nothing. */
    public MissingScopes missing(Operation operation, Grant grant) {
        Set<Scope> open = closure(grant.scopes());
        List<Scope> least = operation.least().stream()
                .filter(scope -> !open.contains(scope))
                .toList();
        Set<Scope> possible = new LinkedHashSet<>();
        operation.alternatives().forEach(possible::addAll);
        scopes.values().stream()
                .filter(info -> info.isForServers()
                        && modes.values().stream().anyMatch(mode -> mode.canHold(Set.of(info.scope()))))
                .forEach(info -> possible.add(info.scope()));
        possible.removeIf(scope -> least.contains(scope) || !opens(operation, open, scope));
        return new MissingScopes(least, List.copyOf(possible));
    }

    private boolean opens(Operation operation, Set<Scope> open, Scope one) {
        Set<Scope> more = new HashSet<>(open);
        more.addAll(closure(List.of(one)));
        return operation.alternatives().stream().anyMatch(more::containsAll);
    }

    /** The same catalogue with a capability as a standard one, for whoever has switched it on. */
    public ScopeCatalogue with(String capabilityName) {
        capability(capabilityName);
        List<Capability> changed = capabilities.values().stream()
                .map(row -> row.name().equals(capabilityName) ? row.asStandard() : row)
                .toList();
        return new ScopeCatalogue(new ScopeRows(
                platform,
                source,
                tiers,
                List.copyOf(modes.values()),
                List.copyOf(scopes.values()),
                List.copyOf(operations.values()),
                changed));
    }

    /** The same catalogue as credentials of one kind see it: an operation that they can never call is not in it. */
    public ScopeCatalogue in(GrantMode mode) {
        List<Operation> possible = new ArrayList<>();
        Set<String> absent = new HashSet<>();
        for (Operation operation : operations.values()) {
            List<Set<Scope>> alternatives =
                    operation.alternatives().stream().filter(mode::canHold).toList();
            if (!operation.isCalledIn(mode)) {
                absent.add(operation.name());
            } else if (!alternatives.isEmpty()) {
                possible.add(operation.with(alternatives));
            }
        }
        Set<String> names = possible.stream().map(Operation::name).collect(Collectors.toSet());
        List<Capability> whole = new ArrayList<>();
        for (Capability capability : capabilities.values()) {
            List<String> called = capability.operations().stream()
                    .filter(name -> !absent.contains(name))
                    .toList();
            if (!called.isEmpty() && names.containsAll(called)) {
                whole.add(capability.with(called));
            }
        }
        return new ScopeCatalogue(
                new ScopeRows(platform, source, tiers, List.of(mode), List.copyOf(scopes.values()), possible, whole));
    }
}
