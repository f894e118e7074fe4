package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeInfo;
import dev.footbridge.core.scope.ScopeRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that is known of one platform's scopes, from its connector's catalogue and, when given, from the vendor's data. */
final class PlatformFacts {

    private final String displayName;
    private final List<String> tiers;
    private final Map<String, Map<GrantType, ScopeInfo>> scopes = new LinkedHashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /** @param rows of which the later ones count where they differ, as they are the vendor's own */
    PlatformFacts(String displayName, List<ScopeRows> rows) {
        this.displayName = displayName;
        this.tiers = rows.stream()
                .flatMap(source -> source.tiers().stream())
                .distinct()
                .toList();
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (ScopeRows source : rows) {
            source.scopes().forEach(this::add);
            for (Operation operation : source.operations()) {
                operations.merge(operation.name(), operation, PlatformFacts::better);
            }
        }
        operations.values().forEach(operation -> calls.add(Call.of(operation)));
    }

    /** A catalogue says why it differs from its vendor; only then it is believed. */
    private static Operation better(Operation catalogue, Operation vendor) {
        return catalogue.overlay().isPresent() ? catalogue : vendor;
    }

    private void add(ScopeInfo info) {
        for (String name : names(info)) {
            scopes.computeIfAbsent(name, unused -> new EnumMap<>(GrantType.class))
                    .merge(info.scope().grantType(), info, PlatformFacts::together);
        }
    }

    /** Who consents by the vendor's row, the rest by the catalogue's, and what either says is implied. */
    private static ScopeInfo together(ScopeInfo catalogue, ScopeInfo vendor) {
        Set<Scope> implied = new LinkedHashSet<>(catalogue.implies());
        implied.addAll(vendor.implies());
        return new ScopeInfo(
                catalogue.scope(),
                catalogue.purpose(),
                vendor.consent(),
                catalogue.surfaces(),
                catalogue.tier(),
                catalogue.origin(),
                catalogue.level(),
                implied,
                catalogue.alsoSpelled(),
                catalogue.unused());
    }

    private static List<String> names(ScopeInfo info) {
        List<String> names = new ArrayList<>(List.of(info.name()));
        names.addAll(info.alsoSpelled());
        return names;
    }

    String displayName() {
        return displayName;
    }

    List<String> tiers() {
        return tiers;
    }

    Set<String> names() {
        return scopes.keySet();
    }

    List<Call> calls() {
        return calls;
    }

    /** What the platform's calls are about. */
    Set<String> things() {
        return calls.stream().flatMap(call -> call.things().stream()).collect(Collectors.toSet());
    }

    boolean knows(String name) {
        return scopes.containsKey(name);
    }

    /** The kinds in which a scope comes. */
    Map<GrantType, ScopeInfo> variants(String name) {
        return scopes.getOrDefault(name, Map.of());
    }

    /** Those of the types that the platform has at all. */
    Set<GrantType> known(Collection<GrantType> types) {
        Set<GrantType> known = EnumSet.noneOf(GrantType.class);
        scopes.values().forEach(variants -> known.addAll(variants.keySet()));
        known.retainAll(types);
        return known;
    }

    /** Names of the same family, the most alike first. */
    List<String> relatives(String name) {
        String family = family(name);
        return scopes.keySet().stream()
                .filter(known -> family(known).equals(family))
                .sorted((a, b) -> common(b, name) != common(a, name)
                        ? common(b, name) - common(a, name)
                        : a.length() - b.length())
                .limit(4)
                .toList();
    }

    /** What stands before the first dot or colon. */
    private static String family(String name) {
        return name.split("[.:]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static int common(String a, String b) {
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    /** Whether a scope includes another one, as the facts say it. */
    boolean includes(String broad, String narrow, Collection<GrantType> types) {
        return types.stream().anyMatch(type -> {
            ScopeInfo info = variants(broad).get(type);
            return info != null && info.implies().contains(new Scope(narrow, type));
        });
    }

    /** Whether everything the narrow scope opens is also open with the broad one, by what the facts say or by all calls. */
    boolean implies(String broad, String narrow, Set<GrantType> types) {
        if (includes(broad, narrow, types)) {
            return true;
        }
        int more = level(List.of(broad), types) - level(List.of(narrow), types);
        return (more > 0 || (more == 0 && family(broad).equals(family(narrow)))) && opensMore(broad, narrow, types);
    }

    /** Whether the broad one opens all calls that the narrow one opens, and others. */
    boolean opensMore(String broad, String narrow, Collection<GrantType> types) {
        Set<Call> wide = openedBy(broad, types);
        Set<Call> few = openedBy(narrow, types);
        return !few.isEmpty() && few.size() < wide.size() && wide.containsAll(few);
    }

    boolean isResourceSpecific(String name) {
        return variants(name).containsKey(GrantType.RESOURCE_SPECIFIC);
    }

    Set<Call> openedBy(String name, Collection<GrantType> types) {
        return calls.stream()
                .filter(call -> call.isOpenedBy(name, types))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The calls that fit a task best; none when no call is about it. */
    List<Call> calls(Task task) {
        int best = calls.stream().mapToInt(call -> call.fit(task)).max().orElse(-1);
        if (best < 0) {
            return List.of();
        }
        List<Call> fitting = calls.stream()
                .filter(call -> call.fit(task) == best)
                .filter(call ->
                        !call.alternatives(EnumSet.allOf(GrantType.class)).isEmpty())
                .toList();
        List<Call> plain = fitting.stream().filter(Call::plain).toList();
        List<Call> closest = plain.isEmpty() ? fitting : plain;
        int shortest =
                closest.stream().mapToInt(call -> call.things().size()).min().orElse(0);
        return best == 0
                ? closest
                : closest.stream()
                        .filter(call -> call.things().size() == shortest)
                        .toList();
    }

    /** The broadest level among these names; 0 when it is not known. */
    int level(Collection<String> names, Collection<GrantType> types) {
        int level = 0;
        for (String name : names) {
            for (Map.Entry<GrantType, ScopeInfo> variant : variants(name).entrySet()) {
                if (types.contains(variant.getKey())) {
                    level = Math.max(level, variant.getValue().level());
                }
            }
        }
        return level;
    }

    /** Sorted, for messages. */
    static String list(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
