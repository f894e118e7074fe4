package dev.footbridge.relay.scopes.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Names that no scope has, and scopes that nobody gives a reason for. */
final class NameCheck implements Check {

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        for (Listing listing : subject.document().listings()) {
            listing.entries().forEach(entry -> name(subject.facts(), entry.line(), entry.name(), findings));
            reasons(listing, findings);
        }
        for (Passage passage : subject.document().passages()) {
            for (Passage.Sentence sentence : passage.sentences()) {
                Wording.shapedIn(sentence.text()).stream()
                        .filter(word -> runTogether(subject.facts(), word).isPresent())
                        .forEach(word -> name(subject.facts(), sentence.line(), word, findings));
            }
        }
    }

    private static void name(PlatformFacts facts, int line, String name, Consumer<Finding> findings) {
        if (facts.knows(name)) {
            return;
        }
        Optional<String> meant = misspelled(facts, name);
        List<String> relatives = facts.relatives(name);
        if (meant.isPresent()) {
            findings.accept(new Finding(
                    Rule.MALFORMED_NAME,
                    line,
                    name,
                    "\"" + name + "\" is not how the scope is spelled",
                    "the scope is " + meant.get(),
                    List.of(meant.get())));
        } else if (relatives.isEmpty()) {
            findings.accept(new Finding(
                    Rule.NAME_NOT_IN_DATA,
                    line,
                    name,
                    "nothing is known of " + name,
                    "no scope of its family is among the " + facts.names().size() + " of " + facts.displayName()
                            + " that are known",
                    List.of()));
        } else {
            findings.accept(new Finding(
                    Rule.UNKNOWN_NAME,
                    line,
                    name,
                    "there is no scope " + name,
                    "of its family there are, among others, " + String.join(", ", relatives),
                    relatives));
        }
    }

    /** The scope of the same letters, or the one that a word of the sentence ran into. */
    private static Optional<String> misspelled(PlatformFacts facts, String name) {
        String squeezed = squeezed(name);
        Optional<String> same = facts.names().stream()
                .filter(known -> squeezed(known).equals(squeezed))
                .findFirst();
        return same.isPresent() ? same : runTogether(facts, name);
    }

    private static Optional<String> runTogether(PlatformFacts facts, String word) {
        return facts.names().stream()
                .filter(known -> Wording.isShaped(known) && word.startsWith(known))
                .filter(known -> word.substring(known.length()).matches("and|or|is|to|which|that"))
                .findFirst();
    }

    private static String squeezed(String name) {
        return name.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    private static void reasons(Listing listing, Consumer<Finding> findings) {
        List<Entry> without = listing.entries().stream()
                .filter(entry -> entry.reason().isBlank())
                .toList();
        if (listing.has(Column.REASON)) {
            without.forEach(entry -> findings.accept(new Finding(
                    Rule.MISSING_REASON,
                    entry.line(),
                    entry.name(),
                    "no reason is given for " + entry.name(),
                    "the others of its list have one",
                    List.of())));
        } else {
            findings.accept(new Finding(
                    Rule.MISSING_REASON,
                    listing.line(),
                    "",
                    "no scope of this list has a reason",
                    without.size() + " scopes: "
                            + PlatformFacts.list(
                                    without.stream().map(Entry::name).toList()),
                    without.stream().map(Entry::name).toList()));
        }
    }
}
