package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Operation;
import dev.footbridge.core.scope.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call of a platform's interface with the words its name is made of.
 *
 * @param things from the outermost to the one it is about
 * @param plain whether the last part of its name is that thing and nothing else
 */
record Call(Operation operation, Set<Action> actions, List<String> things, boolean plain) {

    private static final Set<String> VALUE = Set.of("$value", "v1", "v2", "v3", "beta");

    static Call of(Operation operation) {
        String name = operation.name();
        int space = name.indexOf(' ');
        boolean web = space > 0
                && name.substring(0, space).equals(name.substring(0, space).toUpperCase(Locale.ROOT));
        Set<Action> actions = web ? method(name.substring(0, space)) : EnumSet.of(Action.READ);
        List<String> things = new ArrayList<>();
        boolean plain = true;
        for (String segment : (web ? name.substring(space + 1) : name).split("[/.:]")) {
            if (segment.isBlank() || segment.startsWith("{") || VALUE.contains(segment)) {
                continue;
            }
            List<String> words = words(segment);
            plain = words.size() == 1;
            List<String> verbs = words.stream()
                    .filter(word -> !Language.command(word).isEmpty())
                    .toList();
            if (!verbs.isEmpty()) {
                actions = Language.command(verbs.get(0));
                words = words.stream().filter(word -> !verbs.contains(word)).toList();
            }
            if (!words.isEmpty()) {
                String thing = Language.noun(words.get(words.size() - 1));
                if (things.isEmpty() || !things.get(things.size() - 1).equals(thing)) {
                    things.add(thing);
                }
            }
        }
        return new Call(operation, actions, List.copyOf(things), plain);
    }

    /** The words of {@code getPresencesByUserId} before "by". */
    private static List<String> words(String segment) {
        List<String> words = Arrays.stream(segment.split("(?<=[a-z])(?=[A-Z])|[_-]"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isBlank())
                .toList();
        int by = words.indexOf("by");
        return by > 0 ? words.subList(0, by) : words;
    }

    private static Set<Action> method(String method) {
        return switch (method) {
            case "POST" -> EnumSet.of(Action.CREATE);
            case "PUT" -> EnumSet.of(Action.CREATE, Action.UPDATE);
            case "PATCH" -> EnumSet.of(Action.UPDATE);
            case "DELETE" -> EnumSet.of(Action.DELETE);
            default -> EnumSet.of(Action.READ);
        };
    }

    String name() {
        return operation.name();
    }

    /** The sets of names that open it with a credential of these kinds, least first. */
    List<Set<String>> alternatives(Collection<GrantType> types) {
        return operation.alternatives().stream()
                .filter(set -> !set.isEmpty() && set.stream().allMatch(scope -> types.contains(scope.grantType())))
                .map(set -> set.stream().map(Scope::name).collect(Collectors.toUnmodifiableSet()))
                .toList();
    }

    /** Whether a scope alone opens it. */
    boolean isOpenedBy(String name, Collection<GrantType> types) {
        return alternatives(types).contains(Set.of(name));
    }

    /** How well it fits: how many of the things around are in its path; -1 when it is about something else. */
    int fit(Task task) {
        if (things.isEmpty()
                || !things.get(things.size() - 1).equals(task.thing())
                || task.actions().stream().noneMatch(actions::contains)) {
            return -1;
        }
        return (int) things.subList(0, things.size() - 1).stream()
                .filter(task.around()::contains)
                .count();
    }
}
