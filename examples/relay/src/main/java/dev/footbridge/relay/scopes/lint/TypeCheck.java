package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Grant types: those that a scope does not have, those that contradict the heading, and those that nobody states. */
final class TypeCheck implements Check {

    private static final Pattern KEPT_ACCOUNT =
            Pattern.compile("\\b[Bb]ot\\b|[\\w.+-]+@[\\w.-]+\\.\\w+|\\bservice account\\b");
    private static final Pattern DELEGATED = Pattern.compile("(?i)\\bdelegated\\b");

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        for (Listing listing : subject.document().listings()) {
            listing.entries().forEach(entry -> types(subject, listing, entry, findings));
            unstated(subject, listing, findings);
        }
        for (Passage passage : subject.document().passages()) {
            passage.sentences().forEach(sentence -> kept(subject, passage, sentence, findings));
        }
    }

    private static void types(Subject subject, Listing listing, Entry entry, Consumer<Finding> findings) {
        PlatformFacts facts = subject.facts();
        Set<GrantType> has = facts.variants(entry.name()).keySet();
        Set<GrantType> heading = subject.heading(listing.section());
        Set<GrantType> row = subject.said(listing, entry);
        if (!row.isEmpty() && !heading.isEmpty() && Collections.disjoint(row, heading)) {
            findings.accept(new Finding(
                    Rule.TYPE_AGAINST_HEADING,
                    entry.line(),
                    entry.name(),
                    "the row says " + GrantWords.words(row) + " under the heading \""
                            + listing.section().title() + "\"",
                    "the heading says " + GrantWords.words(heading),
                    List.of()));
        }
        for (Set<GrantType> said : row.equals(heading) ? List.of(row) : List.of(row, heading)) {
            if (!said.isEmpty() && !has.isEmpty() && Collections.disjoint(said, has)) {
                List<String> instead = facts.relatives(entry.name()).stream()
                        .filter(name ->
                                !Collections.disjoint(facts.variants(name).keySet(), said))
                        .toList();
                findings.accept(new Finding(
                        Rule.NO_SUCH_TYPE,
                        entry.line(),
                        entry.name(),
                        entry.name() + " does not come as " + GrantWords.words(said),
                        "it comes as " + GrantWords.words(has)
                                + (instead.isEmpty() ? "" : "; such are " + String.join(", ", instead)),
                        instead));
            }
        }
    }

    /** One finding for the whole table: it takes a column, not many words. */
    private static void unstated(Subject subject, Listing listing, Consumer<Finding> findings) {
        if (listing.has(Column.TYPE) || !listing.has(Column.NAME) || !listing.has(Column.REASON)) {
            return;
        }
        Map<String, List<String>> byTypes = new TreeMap<>();
        Set<GrantType> all = EnumSet.noneOf(GrantType.class);
        for (Entry entry : subject.known(listing)) {
            Set<GrantType> types =
                    EnumSet.copyOf(subject.facts().variants(entry.name()).keySet());
            all.addAll(types);
            byTypes.computeIfAbsent(types.size() > 1 ? "several" : GrantWords.words(types), unused -> new ArrayList<>())
                    .add(entry.name());
        }
        if (all.size() > 1 && byTypes.containsKey("several")) {
            List<String> evidence = new ArrayList<>();
            byTypes.forEach((types, names) -> evidence.add(
                    (types.equals("several") ? "in several" : "only " + types) + ": " + PlatformFacts.list(names)));
            findings.accept(new Finding(
                    Rule.TYPE_UNSTATED,
                    listing.section().line(),
                    "",
                    "no column says in which grant type each scope is asked for",
                    String.join("; ", evidence),
                    byTypes.values().stream().flatMap(List::stream).toList()));
        }
    }

    private static void kept(Subject subject, Passage passage, Passage.Sentence sentence, Consumer<Finding> findings) {
        if (!DELEGATED.matcher(sentence.text()).find()
                || !KEPT_ACCOUNT.matcher(sentence.text()).find()) {
            return;
        }
        subject.scopeOf(passage, sentence)
                .filter(name -> subject.facts().variants(name).containsKey(GrantType.APPLICATION))
                .ifPresent(name -> findings.accept(new Finding(
                        Rule.DELEGATED_NEEDLESSLY,
                        sentence.line(),
                        name,
                        "an account signs in for " + name,
                        name + " also comes as application: then no account and no refresh token has to be kept",
                        List.of(name))));
    }
}
