package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Grant types as documents write them. */
final class GrantWords {

    private static final Pattern RESOURCE_SPECIFIC = Pattern.compile("\\brsc\\b|\\bresources?[- ]specific\\b");
    private static final Pattern APPLICATION = Pattern.compile("\\bapplication\\b");
    private static final Pattern DELEGATED = Pattern.compile("\\bdelegated\\b");

    private static final Pattern ABOUT_SCOPES = Pattern.compile(
            "(?i)\\b(?:application|delegated|rsc|resources?[- ]specific)(?: [a-z-]+)? (?:scope|permission)s?\\b");

    private GrantWords() {}

    /** What a heading says; empty when it says nothing, or several things at once. */
    static Set<GrantType> heading(String heading) {
        String text = heading.toLowerCase(Locale.ROOT);
        boolean specific = RESOURCE_SPECIFIC.matcher(text).find();
        boolean application = APPLICATION.matcher(text).find();
        boolean delegated = DELEGATED.matcher(text).find();
        if (specific) {
            return EnumSet.of(GrantType.RESOURCE_SPECIFIC);
        }
        if (application == delegated) {
            return Set.of();
        }
        return application ? application() : EnumSet.of(GrantType.DELEGATED);
    }

    /** What the headings above say; there the word alone may be about the application, and not about its scopes. */
    static Set<GrantType> headingAbove(String path) {
        return ABOUT_SCOPES.matcher(path).find() ? heading(path) : Set.of();
    }

    /** What a cell says; empty when it is none of our words. */
    static Set<GrantType> cell(String cell) {
        String text = Wording.plain(cell).toLowerCase(Locale.ROOT).replace(' ', '-');
        if (text.equals("application")) {
            return application();
        }
        Set<GrantType> types = EnumSet.noneOf(GrantType.class);
        for (GrantType type : GrantType.values()) {
            if (text.equals(word(type)) || (type == GrantType.RESOURCE_SPECIFIC && text.equals("rsc"))) {
                types.add(type);
            }
        }
        return types;
    }

    /** Types that one credential can hold together; a scope is weighed against those of its own group. */
    static List<Set<GrantType>> groups(Set<GrantType> types) {
        List<Set<GrantType>> groups = new ArrayList<>();
        Set<GrantType> application = EnumSet.copyOf(types);
        application.retainAll(application());
        if (!application.isEmpty()) {
            groups.add(application());
        }
        types.stream().filter(type -> !application().contains(type)).forEach(type -> groups.add(EnumSet.of(type)));
        return groups;
    }

    static String word(GrantType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String words(Set<GrantType> types) {
        return String.join(" or ", types.stream().map(GrantWords::word).toList());
    }

    /** An application may also hold a scope in single groups only. */
    private static Set<GrantType> application() {
        return EnumSet.of(GrantType.APPLICATION, GrantType.RESOURCE_SPECIFIC);
    }
}
