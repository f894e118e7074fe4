package dev.footbridge.relay.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts environment variables into values: {@code ${NAME}}, {@code ${NAME:-default}}, {@code $${} for a literal. */
final class Environment {

    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$)?\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    Optional<String> substitute(String value, ConfigNode where) {
        Matcher matcher = REFERENCE.matcher(value);
        StringBuilder out = new StringBuilder();
        boolean complete = true;
        while (matcher.find()) {
            String name = matcher.group(2);
            String fallback = matcher.group(3);
            String variable = variables.get(name);
            if (matcher.group(1) != null) {
                matcher.appendReplacement(
                        out, Matcher.quoteReplacement(matcher.group().substring(1)));
            } else if (variable != null || fallback != null) {
                matcher.appendReplacement(out, Matcher.quoteReplacement(variable != null ? variable : fallback));
            } else {
                where.complain("the environment variable " + name + " is not set");
                complete = false;
            }
        }
        matcher.appendTail(out);
        return complete ? Optional.of(out.toString()) : Optional.empty();
    }
}
