package dev.footbridge.gchat.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list filter: comparisons joined by AND and OR, with parentheses. Odd input is {@code INVALID_ARGUMENT}. */
final class Filter {
    /** One comparison. */
    record Clause(String field, String operator, String value) {}

    private record Node(String operator, List<Node> children, Optional<Clause> clause) {}

    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_DEPTH = 20;
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\\()|(\\))|(AND|OR)\\b|([A-Za-z_.]+)\\s*(!=|>=|<=|=|>|<|:)\\s*(\"[^\"]*\"|[^\\s()\"]+))");

    private final Matcher tokens;
    private final String text;
    private int at;

    private Filter(String text) {
        this.text = text.strip();
        this.tokens = TOKEN.matcher(this.text);
    }

    /** A parsed filter. */
    static final class Expression {
        private final Node root;

        private Expression(Node root) {
            this.root = root;
        }

        boolean matches(Predicate<Clause> test) {
            return matches(root, test);
        }

        private static boolean matches(Node node, Predicate<Clause> test) {
            if (node.clause().isPresent()) {
                return test.test(node.clause().get());
            }
            return node.operator().equals("AND")
                    ? node.children().stream().allMatch(child -> matches(child, test))
                    : node.children().stream().anyMatch(child -> matches(child, test));
        }

        /** All comparisons, wherever they stand. */
        List<Clause> clauses() {
            List<Clause> all = new ArrayList<>();
            collect(root, all);
            return all;
        }

        private static void collect(Node node, List<Clause> all) {
            node.clause().ifPresent(all::add);
            node.children().forEach(child -> collect(child, all));
        }

        /** Whether only ANDs join comparisons of different fields, and only ORs or ANDs those of one. */
        boolean joins(String operator) {
            return joins(root, operator);
        }

        private static boolean joins(Node node, String operator) {
            return node.operator().equals(operator)
                    || node.children().stream().anyMatch(child -> joins(child, operator));
        }
    }

    static Expression parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        Filter filter = new Filter(text);
        Node root = filter.any(0);
        if (filter.at != filter.text.length()) {
            throw invalid();
        }
        return new Expression(root);
    }

    static ChatFault invalid() {
        return ChatFault.invalid("Invalid filter.");
    }

    private Node any(int depth) {
        List<Node> children = new ArrayList<>(List.of(all(depth)));
        while (word("OR")) {
            children.add(all(depth));
        }
        return children.size() == 1 ? children.get(0) : new Node("OR", children, Optional.empty());
    }

    private Node all(int depth) {
        List<Node> children = new ArrayList<>(List.of(single(depth)));
        while (word("AND")) {
            children.add(single(depth));
        }
        return children.size() == 1 ? children.get(0) : new Node("AND", children, Optional.empty());
    }

    private Node single(int depth) {
        if (depth > MAX_DEPTH || !next()) {
            throw invalid();
        }
        if (tokens.group(1) != null) {
            at = tokens.end();
            Node inner = any(depth + 1);
            if (!next() || tokens.group(2) == null) {
                throw invalid();
            }
            at = tokens.end();
            return inner;
        }
        if (tokens.group(4) == null) {
            throw invalid();
        }
        at = tokens.end();
        String value = tokens.group(6);
        String bare = value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        return new Node("", List.of(), Optional.of(new Clause(tokens.group(4), tokens.group(5), bare)));
    }

    private boolean word(String wanted) {
        if (next() && wanted.equals(tokens.group(3))) {
            at = tokens.end();
            return true;
        }
        return false;
    }

    private boolean next() {
        return tokens.region(at, text.length()).lookingAt();
    }
}
