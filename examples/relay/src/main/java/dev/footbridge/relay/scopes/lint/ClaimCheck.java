package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import dev.footbridge.relay.scopes.lint.Passage.Sentence;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences that say that nothing else, or nothing less, would do. */
final class ClaimCheck implements Check {

    private static final Set<GrantType> ANY = EnumSet.allOf(GrantType.class);
    private static final Pattern ONLY =
            Pattern.compile("(?i)\\b(?:only|sole) (?:[\\w-]+ ){0,3}?(?:scope|permission)s?\\b");
    private static final Pattern LEAST = Pattern.compile(
            "(?i)\\b(?:least|lowest|minimal|minimum)[ -]privileged? (?:scope|permission)s?\\b|\\bnarrowest (?:scope|permission)s?\\b");
    private static final Pattern IMPOSSIBLE =
            Pattern.compile("(?i)\\b(?:can(?:'|\u2019)?t|cannot|can not|unable to|not possible|impossible)\\b");
    private static final Pattern SPECIFIC = Pattern.compile("(?i)\\brsc\\b|\\bresource[- ]specific\\b");

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        for (Passage passage : subject.document().passages()) {
            for (Sentence sentence : passage.sentences()) {
                Matcher only = ONLY.matcher(sentence.text());
                if (only.find()) {
                    only(subject, passage, sentence, sentence.text().substring(only.end()), findings);
                }
                if (LEAST.matcher(sentence.text()).find()) {
                    least(subject, passage, sentence, findings);
                }
                if (IMPOSSIBLE.matcher(sentence.text()).find()) {
                    impossible(subject, sentence, findings);
                }
            }
        }
    }

    private static void only(
            Subject subject, Passage passage, Sentence sentence, String claim, Consumer<Finding> findings) {
        Optional<String> named = subject.scopeOf(passage, sentence);
        if (named.isEmpty()) {
            return;
        }
        String scope = named.get();
        for (Task task : subject.tasks().tasks(claim)) {
            for (Call call : subject.facts().calls(task)) {
                Set<String> others = names(call, ANY);
                boolean opens = others.remove(scope);
                if (!opens || !others.isEmpty()) {
                    findings.accept(new Finding(
                            Rule.ONLY_SCOPE_CLAIM,
                            sentence.line(),
                            scope,
                            scope + (opens ? " is not the only scope" : " is no scope") + " to " + task.words(),
                            call.name() + " is opened by " + String.join(", ", others)
                                    + (opens ? " too" : ", and not by " + scope),
                            List.copyOf(others)));
                    return;
                }
            }
        }
    }

    private static void least(Subject subject, Passage passage, Sentence sentence, Consumer<Finding> findings) {
        List<Task> tasks = subject.tasks().tasks(sentence.text());
        if (tasks.isEmpty()) {
            tasks = subject.tasks().tasks(passage.section().title());
        }
        Optional<String> named = Wording.shapedIn(sentence.text() + " " + sentence.before()).stream()
                .filter(subject.facts()::knows)
                .findFirst();
        Set<String> reported = new LinkedHashSet<>();
        for (Listing listing : subject.document().listings()) {
            for (Entry entry : subject.known(listing)) {
                if (named.isPresent() && !named.get().equals(entry.name())) {
                    continue;
                }
                for (Task task : tasks) {
                    if (named.isEmpty() && !isAbout(subject, entry, task)) {
                        continue;
                    }
                    Narrower.of(subject, entry.name(), subject.types(listing, entry), task)
                            .filter(narrower -> reported.add(entry.name()))
                            .ifPresent(narrower -> findings.accept(new Finding(
                                    Rule.LEAST_SCOPE_CLAIM,
                                    sentence.line(),
                                    entry.name(),
                                    entry.name() + " (line " + entry.line() + ") is not the least to " + task.words(),
                                    narrower.evidence(),
                                    narrower.names())));
                }
            }
        }
    }

    private static boolean isAbout(Subject subject, Entry entry, Task task) {
        return subject.tasks().tasks(entry.reason()).stream()
                .anyMatch(other -> other.thing().equals(task.thing()));
    }

    /** With resource-specific consent in the sentence, scopes that grant such consent are what it is about. */
    private static void impossible(Subject subject, Sentence sentence, Consumer<Finding> findings) {
        boolean specific = SPECIFIC.matcher(sentence.text()).find();
        Set<String> said = new LinkedHashSet<>();
        Set<String> calls = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Task task : subject.tasks().tasks(sentence.text())) {
            for (Call call : subject.facts().calls(task)) {
                Set<String> open = names(call, ANY);
                open.removeIf(name -> specific
                        && !name.contains("Consent")
                        && !subject.facts().isResourceSpecific(name));
                if (!open.isEmpty()) {
                    said.add(task.words());
                    calls.add(call.name());
                    names.addAll(open);
                }
            }
        }
        if (!names.isEmpty()) {
            findings.accept(new Finding(
                    Rule.IMPOSSIBLE_CLAIM,
                    sentence.line(),
                    "",
                    "said not to be possible: " + String.join(", ", said),
                    String.join(", ", calls) + " are opened by " + String.join(", ", names),
                    List.copyOf(names)));
        }
    }

    private static Set<String> names(Call call, Set<GrantType> types) {
        Set<String> names = new LinkedHashSet<>();
        call.alternatives(types).forEach(names::addAll);
        return names;
    }
}
