package dev.footbridge.core.scope;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a grant lacks for an operation.
 *
 * @param least what to ask for: the least set of the operation, without what is held already
 * @param instead single scopes of which each would do in its place, beside what is held; the operation's own first
 */
public record MissingScopes(List<Scope> least, List<Scope> instead) {

    public MissingScopes {
        least = List.copyOf(least);
        instead = List.copyOf(instead);
    }

    /** The names of the least, with a space between. */
    public String names() {
        return names(least.stream(), " ");
    }

    /** All names, with a space between. */
    public String allNames() {
        return names(Stream.concat(least.stream(), instead.stream()), " ");
    }

    private static String names(Stream<Scope> scopes, String between) {
        return scopes.map(Scope::name).collect(Collectors.joining(between));
    }

    /** For a sentence: {@code read (or read-all, write)}. */
    @Override
    public String toString() {
        return instead.isEmpty() ? names() : names() + " (or " + names(instead.stream(), ", ") + ")";
    }
}
