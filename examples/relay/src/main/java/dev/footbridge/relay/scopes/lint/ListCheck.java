package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.ScopeInfo;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the scopes of a list are to one another, to plans and to kinds of interface. */
final class ListCheck implements Check {

    @Override
    public void check(Subject subject, Consumer<Finding> findings) {
        subject.document().listings().forEach(listing -> {
            redundant(subject, listing, findings);
            clientOnly(subject, listing, findings);
        });
        mixed(subject, findings);
    }

    private static void redundant(Subject subject, Listing listing, Consumer<Finding> findings) {
        List<Entry> known = subject.known(listing);
        for (Entry narrow : known) {
            Set<String> broader = new LinkedHashSet<>();
            Set<String> evidence = new LinkedHashSet<>();
            for (Entry broad : known) {
                Set<GrantType> types = EnumSet.copyOf(subject.types(listing, narrow));
                types.retainAll(subject.types(listing, broad));
                if (!broad.name().equals(narrow.name())
                        && !types.isEmpty()
                        && subject.facts().implies(broad.name(), narrow.name(), types)) {
                    broader.add(broad.name());
                    evidence.add(broad.name() + " (line " + broad.line() + ")");
                }
            }
            if (!broader.isEmpty()) {
                findings.accept(new Finding(
                        Rule.REDUNDANT,
                        narrow.line(),
                        narrow.name(),
                        narrow.name() + " adds nothing to what the list has",
                        "all it opens is opened by " + String.join(" and by ", evidence)
                                + ": one of the two is too many",
                        List.copyOf(broader)));
            }
        }
    }

    private static void clientOnly(Subject subject, Listing listing, Consumer<Finding> findings) {
        for (Entry entry : subject.known(listing)) {
            Collection<ScopeInfo> variants =
                    subject.facts().variants(entry.name()).values();
            if (variants.stream().noneMatch(ScopeInfo::isForServers)) {
                findings.accept(new Finding(
                        Rule.NOT_FOR_SERVERS,
                        entry.line(),
                        entry.name(),
                        "no server can use " + entry.name(),
                        "it works inside the platform's client only",
                        List.of()));
            }
        }
    }

    /** A table is looked at as one, however many headings stand between its rows. */
    private static void mixed(Subject subject, Consumer<Finding> findings) {
        Availability availability = new Availability(subject.facts().tiers());
        Map<Integer, Set<String>> plans = new TreeMap<>();
        Map<Integer, Set<String>> interfaces = new LinkedHashMap<>();
        for (Listing listing : subject.document().listings()) {
            for (Entry entry : listing.entries()) {
                String cell = entry.cell(Column.AVAILABILITY).orElse("");
                plans.computeIfAbsent(listing.line(), unused -> new LinkedHashSet<>())
                        .addAll(availability.plans(cell));
                interfaces
                        .computeIfAbsent(listing.line(), unused -> new LinkedHashSet<>())
                        .addAll(availability.interfaces(cell));
            }
        }
        plans.forEach((line, sold) -> {
            Set<String> used = interfaces.getOrDefault(line, Set.of());
            if (!sold.isEmpty() && !used.isEmpty()) {
                findings.accept(new Finding(
                        Rule.PLAN_SURFACE_MIX,
                        line,
                        "",
                        "one column says by which interface a scope is used, or which plan has it",
                        "plans: " + PlatformFacts.list(sold) + "; interfaces: " + PlatformFacts.list(used)
                                + "; a scope needs both answers",
                        List.of()));
            }
        });
    }
}
