package dev.footbridge.relay.scopes.lint;

import java.util.List;

/**
 * One thing that is wrong with a document.
 *
 * @param line where, from 1
 * @param scope which scope it is about, as the document spells it; empty when it is about none in particular
 * @param message what is wrong
 * @param evidence the facts it rests on
 * @param others scopes that the evidence names
 */
public record Finding(Rule rule, int line, String scope, String message, String evidence, List<String> others) {

    public Finding {
        others = List.copyOf(others);
    }
}
