package dev.footbridge.relay.scopes.lint;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The little English it takes to see what a reason is about. */
final class Language {

    private static final Map<String, Set<Action>> VERBS = verbs();

    /** Different words for the same thing, in the interfaces of platforms and in texts about them. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("item", "file"),
            Map.entry("content", "file"),
            Map.entry("document", "file"),
            Map.entry("attachment", "file"),
            Map.entry("image", "file"),
            Map.entry("avatar", "photo"),
            Map.entry("picture", "photo"),
            Map.entry("profile", "user"),
            Map.entry("people", "user"),
            Map.entry("person", "user"),
            Map.entry("invitation", "guest"),
            Map.entry("availability", "presence"),
            Map.entry("membership", "member"),
            Map.entry("me", "user"));

    /** Things that no call is about by itself, so that what stands beside them is not taken for what is meant. */
    static final Set<String> ABSTRACT = Set.of("setting", "policy", "subscription", "notification", "token");

    private static final Set<String> BEFORE_THING = Set.of(
            "to",
            "that",
            "which",
            "so",
            "when",
            "whenever",
            "if",
            "by",
            "for",
            "because",
            "as",
            "where",
            "while",
            "who",
            "in",
            "on",
            "into",
            "from",
            "within",
            "inside",
            "at",
            "with",
            "across",
            ".",
            ";",
            ":",
            "(",
            ")",
            "?",
            "!");

    private static final Set<String> AFTER_THING = Set.of(
            "that",
            "which",
            "so",
            "when",
            "whenever",
            "if",
            "because",
            "where",
            "while",
            "who",
            ".",
            ";",
            ":",
            "?",
            "!");

    private Language() {}

    private static Map<String, Set<Action>> verbs() {
        Map<String, Set<Action>> verbs = new HashMap<>();
        add(
                verbs,
                EnumSet.of(Action.READ),
                "read get retrieve retreive list see view access check gather show search display fetch download know use find");
        add(verbs, EnumSet.of(Action.CREATE), "create add send post upload invite install provision");
        add(verbs, EnumSet.of(Action.UPDATE), "update change edit modify rename upgrade");
        add(verbs, EnumSet.of(Action.DELETE), "delete remove uninstall");
        add(verbs, EnumSet.of(Action.UPDATE, Action.DELETE), "manage");
        add(verbs, EnumSet.of(Action.CREATE, Action.UPDATE), "write");
        return verbs;
    }

    private static void add(Map<String, Set<Action>> verbs, Set<Action> actions, String bases) {
        for (String base : bases.split(" ")) {
            String stem = base.endsWith("e") ? base.substring(0, base.length() - 1) : base;
            for (String form : List.of(base, base + "s", stem + "ed", stem + "ing")) {
                verbs.put(form, actions);
            }
        }
    }

    /** The same for a word that stands in the name of a call, where only a bare verb is one. */
    static Set<Action> command(String word) {
        return word.endsWith("ed") || word.endsWith("ing") || word.endsWith("s") ? Set.of() : verb(word);
    }

    /** What a verb does; empty when the word is none that matters here. */
    static Set<Action> verb(String word) {
        return VERBS.getOrDefault(word, Set.of());
    }

    /** The singular, and one word for what has several. */
    static String noun(String word) {
        String base = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
        base = base.endsWith("'") ? base.substring(0, base.length() - 1) : base;
        String singular = base;
        if (base.endsWith("ies") && base.length() > 4) {
            singular = base.substring(0, base.length() - 3) + "y";
        } else if (base.endsWith("s") && !base.endsWith("ss") && !base.endsWith("us") && base.length() > 3) {
            singular = base.substring(0, base.length() - 1);
        }
        return SAME.getOrDefault(singular, singular);
    }

    /** Whether the thing a verb is about cannot come after this word any more. */
    static boolean endsSearch(String word) {
        return BEFORE_THING.contains(word);
    }

    /** Whether what follows this word is not about the thing any more. */
    static boolean endsClause(String word) {
        return AFTER_THING.contains(word);
    }

    static boolean joins(String word) {
        return Arrays.asList("and", "or", ",", "/", "&").contains(word);
    }
}
