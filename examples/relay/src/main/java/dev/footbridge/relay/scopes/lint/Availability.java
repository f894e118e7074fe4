package dev.footbridge.relay.scopes.lint;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a column about availability may hold: plans that the platforms sell, and kinds of interface. */
final class Availability {

    private static final String INTERFACE = "(?:[A-Z]\\w*\\s)?(?:SDK|API)";

    private final Pattern plan;
    private final Pattern tail;

    Availability(Collection<String> plans) {
        String names = Stream.concat(plans.stream().map(Availability::asWritten).map(Pattern::quote), Stream.of("(?!)"))
                .sorted(Comparator.comparing(String::length).reversed())
                .collect(Collectors.joining("|"));
        String one = "(?:" + names + "|" + INTERFACE + ")";
        plan = Pattern.compile("(?<!\\w)(?:" + names + ")(?!\\w)");
        tail = Pattern.compile("(?<!\\S)" + one + "(?:[,\\s]+" + one + ")*$");
    }

    /** Catalogues write {@code large-plan} where people write "Large Plan". */
    private static String asWritten(String plan) {
        return Arrays.stream(plan.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    /** The words at the end of a row that are nothing else; empty when there are none. */
    String tail(String row) {
        Matcher matcher = tail.matcher(row);
        return matcher.find() ? matcher.group() : "";
    }

    Set<String> plans(String cell) {
        return all(plan, cell);
    }

    Set<String> interfaces(String cell) {
        return all(Pattern.compile(INTERFACE), cell);
    }

    private static Set<String> all(Pattern pattern, String cell) {
        return pattern.matcher(cell)
                .results()
                .map(result -> result.group())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
