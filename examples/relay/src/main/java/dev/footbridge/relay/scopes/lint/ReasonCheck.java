package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reasons held against what the scope opens. */
final class ReasonCheck implements Check {

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        for (Listing listing : subject.document().listings()) {
            for (Entry entry : subject.known(listing)) {
                Set<GrantType> types = subject.types(listing, entry);
                List<Task> tasks = subject.tasks().tasks(entry.reason());
                narrower(subject, entry, types, tasks, findings);
                doesNotOpen(subject, entry, types, tasks, findings);
            }
        }
        unexplained(subject, findings);
    }

    /** Only when all that the reason says could be had with less: else the scope is needed anyway. */
    private static void narrower(
            Subject subject, Entry entry, Set<GrantType> types, List<Task> tasks, Consumer<Finding> findings) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> evidence = new LinkedHashSet<>();
        for (Task task : tasks) {
            boolean opened =
                    subject.facts().calls(task).stream().anyMatch(call -> call.isOpenedBy(entry.name(), types));
            if (opened) {
                Optional<Narrower> narrower = Narrower.of(subject, entry.name(), types, task);
                if (narrower.isEmpty()) {
                    return;
                }
                names.addAll(narrower.get().names());
                evidence.add(narrower.get().evidence());
            }
        }
        if (!names.isEmpty()) {
            findings.accept(new Finding(
                    Rule.NARROWER_SUFFICES,
                    entry.line(),
                    entry.name(),
                    "the reason does not take " + entry.name(),
                    String.join("; ", evidence),
                    List.copyOf(names)));
        }
    }

    /** A scope that opens something about a thing, and not what the reason says about the same thing. */
    private static void doesNotOpen(
            Subject subject, Entry entry, Set<GrantType> types, List<Task> tasks, Consumer<Finding> findings) {
        Set<Call> opened = subject.facts().openedBy(entry.name(), types);
        for (Task task : tasks) {
            List<Call> wanted = subject.facts().calls().stream()
                    .filter(call ->
                            call.fit(task) >= 0 && !call.alternatives(types).isEmpty())
                    .toList();
            List<Call> same = wanted.stream()
                    .filter(call ->
                            opened.stream().anyMatch(other -> other.things().equals(call.things())))
                    .toList();
            if (!same.isEmpty() && wanted.stream().noneMatch(opened::contains)) {
                Call call = same.get(0);
                Set<String> least = call.alternatives(types).get(0);
                findings.accept(new Finding(
                        Rule.DOES_NOT_OPEN,
                        entry.line(),
                        entry.name(),
                        entry.name() + " is not enough to " + task.words(),
                        call.name() + " takes " + PlatformFacts.list(least),
                        List.copyOf(least)));
                return;
            }
        }
    }

    /** What prose wants to read of people and places, and no reason of a scope mentions. */
    private static void unexplained(Subject subject, Consumer<Finding> findings) {
        Set<String> explained = new LinkedHashSet<>();
        Set<String> listed = new LinkedHashSet<>();
        for (Entry entry : subject.document().entries()) {
            listed.add(entry.name());
            subject.tasks().tasks(entry.reason()).forEach(task -> explained.add(task.thing()));
        }
        List<Task> tasks = new ArrayList<>();
        for (Passage passage : subject.document().passages()) {
            boolean explains = Wording.shapedIn(passage.text()).stream().anyMatch(subject.facts()::knows);
            if (explains) {
                subject.tasks().tasks(passage.text()).forEach(task -> explained.add(task.thing()));
            }
        }
        for (Passage passage : subject.document().passages()) {
            for (Passage.Sentence sentence : passage.sentences()) {
                for (Task task : subject.tasks().tasks(sentence.text())) {
                    if (explained.add(task.thing())) {
                        unexplained(subject, sentence.line(), task, listed, findings);
                    }
                    tasks.add(task);
                }
            }
        }
    }

    private static void unexplained(
            Subject subject, int line, Task task, Set<String> listed, Consumer<Finding> findings) {
        Set<GrantType> any = EnumSet.allOf(GrantType.class);
        List<Call> calls = subject.facts().calls(task);
        Set<String> least = new LinkedHashSet<>();
        Set<String> covering = new LinkedHashSet<>();
        for (Call call : calls) {
            for (GrantType type : any) {
                call.alternatives(EnumSet.of(type)).stream().findFirst().ifPresent(least::addAll);
            }
            listed.stream().filter(name -> call.isOpenedBy(name, any)).forEach(covering::add);
        }
        if (calls.isEmpty() || listed.isEmpty() || least.stream().anyMatch(listed::contains)) {
            return;
        }
        findings.accept(new Finding(
                Rule.TASK_WITHOUT_SCOPE,
                line,
                "",
                "no scope is listed for: " + task.words(),
                "the least for " + calls.get(0).name() + " is " + String.join(" or ", least)
                        + (covering.isEmpty() ? "" : "; it is open by the way with " + PlatformFacts.list(covering)),
                List.copyOf(least)));
    }
}
