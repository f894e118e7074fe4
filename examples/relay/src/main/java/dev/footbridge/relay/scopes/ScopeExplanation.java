package dev.footbridge.relay.scopes;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one scope is.
 *
 * @param implies what it opens besides
 * @param impliedBy scopes that open it besides
 * @param calls which of the connector's calls it opens, and whether it is the least for them
 */
public record ScopeExplanation(
        String platform,
        String scope,
        String grantType,
        String purpose,
        String consent,
        List<String> surfaces,
        String tier,
        String origin,
        int level,
        List<String> alsoSpelled,
        List<String> implies,
        List<String> impliedBy,
        List<Opened> calls,
        List<String> capabilities,
        String unused) {

    /** One call, with what else opens it, least first. */
    public record Opened(String call, boolean least, List<String> alternatives) {}

    /** All scopes of this name, on any platform, in any grant type; none when no catalogue has it. */
    public static List<ScopeExplanation> of(String name, List<ConnectorProvider> providers) {
        List<ScopeExplanation> found = new ArrayList<>();
        for (ConnectorProvider provider : providers) {
            ScopeCatalogue catalogue = provider.scopes();
            catalogue.named(name).forEach(info -> found.add(of(info, provider.displayName(), catalogue)));
        }
        return found;
    }

    /** Names that may have been meant: those that contain the word, or share its beginning. */
    public static List<String> near(String name, List<ConnectorProvider> providers) {
        String word = name.toLowerCase(Locale.ROOT);
        String family = word.split("[.:]", 2)[0];
        return providers.stream()
                .flatMap(provider -> provider.scopes().scopes().stream().map(ScopeInfo::name))
                .filter(known -> known.toLowerCase(Locale.ROOT).contains(word)
                        || known.toLowerCase(Locale.ROOT).startsWith(family))
                .distinct()
                .sorted(Comparator.comparingInt((String known) -> -common(known, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(8)
                .toList();
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    private static ScopeExplanation of(ScopeInfo info, String platform, ScopeCatalogue catalogue) {
        Scope scope = info.scope();
        List<Opened> calls = new ArrayList<>();
        for (Operation operation : catalogue.operations()) {
            List<Set<Scope>> ofType = operation.alternatives().stream()
                    .filter(set -> !set.isEmpty() && set.stream().allMatch(one -> one.grantType() == scope.grantType()))
                    .toList();
            if (ofType.stream().anyMatch(set -> set.contains(scope))) {
                calls.add(new Opened(
                        operation.name(),
                        ofType.get(0).contains(scope),
                        ofType.stream().map(ScopeExplanation::names).toList()));
            }
        }
        List<String> names = calls.stream().map(Opened::call).toList();
        return new ScopeExplanation(
                platform,
                scope.name(),
                word(scope.grantType()),
                info.purpose(),
                info.consent().who(),
                info.surfaces().stream().map(ScopeExplanation::word).toList(),
                info.tier().orElse(""),
                info.origin().orElse(""),
                info.level(),
                info.alsoSpelled(),
                catalogue.closure(List.of(scope)).stream()
                        .filter(other -> !other.equals(scope))
                        .map(Scope::name)
                        .toList(),
                catalogue.scopes().stream()
                        .map(ScopeInfo::scope)
                        .filter(other -> !other.equals(scope)
                                && catalogue.closure(List.of(other)).contains(scope))
                        .map(Scope::name)
                        .toList(),
                calls,
                catalogue.capabilities().stream()
                        .filter(capability -> capability.operations().stream().anyMatch(names::contains))
                        .map(Capability::name)
                        .toList(),
                info.unused().orElse(""));
    }

    private static String names(Set<Scope> set) {
        return set.stream().map(Scope::name).collect(Collectors.joining(" and "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
