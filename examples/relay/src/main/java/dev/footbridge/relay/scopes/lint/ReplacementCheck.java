package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Lists that are announced to replace the present ones: whether they open what the text says the present ones are for. */
final class ReplacementCheck implements Check {

    private static final Pattern ANNOUNCED =
            Pattern.compile("(?i)\\b(?:future|planned|upcoming|roadmap|next version)\\b");
    private static final Set<GrantType> ANY = EnumSet.allOf(GrantType.class);

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        List<Listing> announced = subject.document().listings().stream()
                .filter(listing -> isAnnounced(listing.section()))
                .toList();
        if (announced.isEmpty()) {
            return;
        }
        Set<String> held = new LinkedHashSet<>();
        announced.forEach(listing ->
                listing.entries().forEach(entry -> held.add(entry.name().replace(" ", ""))));
        int line = announced.get(0).section().line();
        Set<String> reported = new LinkedHashSet<>();
        for (Task task : tasks(subject)) {
            List<Call> calls = subject.facts().calls(task);
            boolean open = calls.stream().anyMatch(call -> held.stream().anyMatch(name -> call.isOpenedBy(name, ANY)));
            if (!calls.isEmpty() && !open && reported.add(calls.get(0).name())) {
                report(subject, line, task, calls.get(0), findings);
            }
        }
    }

    private static boolean isAnnounced(Section section) {
        return ANNOUNCED.matcher(section.path()).find();
    }

    /** What the present part of the text wants to change; what it reads may come with what it changes. */
    private static List<Task> tasks(Subject subject) {
        List<String> texts = new ArrayList<>();
        for (Passage passage : subject.document().passages()) {
            if (!isAnnounced(passage.section())
                    && Wording.shapedIn(passage.text()).stream().anyMatch(subject.facts()::knows)) {
                texts.add(passage.text());
            }
        }
        for (Listing listing : subject.document().listings()) {
            if (!isAnnounced(listing.section())) {
                listing.entries().forEach(entry -> texts.add(entry.reason()));
            }
        }
        return texts.stream()
                .flatMap(text -> subject.tasks().tasks(text).stream())
                .filter(task -> !task.actions().contains(Action.READ))
                .toList();
    }

    private static void report(Subject subject, int line, Task task, Call call, Consumer<Finding> findings) {
        Set<String> least = call.alternatives(ANY).get(0);
        boolean specific =
                call.alternatives(ANY).stream().flatMap(Set::stream).anyMatch(subject.facts()::isResourceSpecific);
        findings.accept(new Finding(
                Rule.REPLACEMENT_GAP,
                line,
                least.iterator().next(),
                "the lists that are to come do not open: " + task.words(),
                call.name() + " takes " + PlatformFacts.list(least)
                        + (specific ? "" : "; no resource-specific scope opens it"),
                List.copyOf(least)));
    }
}
