package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scopes that open the same calls and less besides. */
record Narrower(List<String> names, String evidence) {

    /**
     * What is narrower than a scope for a task, in every grant type that may be meant.
     *
     * @return empty when the scope does not open any call of that task, or some of them not with less
     */
    static Optional<Narrower> of(Subject subject, String scope, Set<GrantType> types, Task task) {
        Set<String> names = new LinkedHashSet<>();
        List<String> evidence = new ArrayList<>();
        for (Set<GrantType> group : types.isEmpty() ? List.<Set<GrantType>>of() : GrantWords.groups(types)) {
            for (Call call : subject.facts().calls(task)) {
                if (call.isOpenedBy(scope, group)) {
                    Set<String> least = call.alternatives(group).get(0);
                    if (!isLess(subject, least, scope, group)) {
                        return Optional.empty();
                    }
                    names.addAll(least);
                    evidence.add("the least for " + call.name() + " as " + GrantWords.words(group) + " is "
                            + PlatformFacts.list(least));
                }
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Narrower(List.copyOf(names), String.join("; ", evidence)));
    }

    /** A lower level, a part of what the scope includes, consent in single groups, or fewer of the same calls. */
    private static boolean isLess(Subject subject, Set<String> least, String scope, Set<GrantType> types) {
        if (least.contains(scope)) {
            return false;
        }
        PlatformFacts facts = subject.facts();
        int more = facts.level(Set.of(scope), types) - facts.level(least, types);
        int calls = facts.openedBy(scope, types).size();
        return more > 0
                || least.stream()
                        .allMatch(name -> facts.includes(scope, name, types)
                                || (facts.isResourceSpecific(name) && !facts.isResourceSpecific(scope))
                                || (more == 0 && facts.openedBy(name, types).size() < calls));
    }
}
