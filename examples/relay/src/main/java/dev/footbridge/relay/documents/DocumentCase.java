package dev.footbridge.relay.documents;

import dev.footbridge.core.connector.Sharing.Role;
import java.net.URI;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The documents of one message and what is known about their readers. Remembers over several attempts whom it asked to let
 * in, so that nobody gets access without the author hearing of it, also when the answer was lost. Lives in the heap, for
 * minutes. Used by one thread at a time.
 */
public final class DocumentCase {

    private final Set<URI> links;
    private final List<Audience> audiences;
    private final Map<URI, Set<String>> asked = new HashMap<>();
    private final Map<Role, Set<String>> given = new EnumMap<>(Role.class);
    private final Set<String> readers = new HashSet<>();
    private final Set<String> shutOut = new HashSet<>();
    private final Set<String> unsure = new HashSet<>();
    private final Set<URI> open = new LinkedHashSet<>();
    private final Set<URI> unseen = new HashSet<>();

    /** A case in which nothing is known. */
    public DocumentCase(Collection<URI> links, List<Audience> audiences) {
        this.links = new LinkedHashSet<>(links);
        this.audiences = List.copyOf(audiences);
        this.open.addAll(this.links);
    }

    List<Audience> audiences() {
        return audiences;
    }

    /** What is left to look at. */
    Set<URI> open() {
        return new LinkedHashSet<>(open);
    }

    void asks(URI link, Set<String> addresses) {
        asked.computeIfAbsent(link, each -> new HashSet<>()).addAll(addresses);
    }

    /** Who can open it now and was asked for before: they got it, even if nobody said so. */
    void found(URI link, Map<String, Role> roles) {
        Set<String> before = asked.getOrDefault(link, Set.of());
        roles.forEach((address, role) -> {
            if (before.contains(address)) {
                gave(address, role);
            }
        });
    }

    void gave(String address, Role role) {
        given.computeIfAbsent(role, each -> new HashSet<>()).add(address);
    }

    void seen(URI link, Set<String> all, Set<String> out, Set<String> unknown) {
        open.remove(link);
        readers.addAll(all);
        shutOut.addAll(out);
        unsure.addAll(unknown);
    }

    /** There is nothing to find out. */
    void dropped(URI link) {
        open.remove(link);
    }

    void hidden(URI link) {
        open.remove(link);
        unseen.add(link);
    }

    /** What is known; documents that were never looked at to the end count as unseen. */
    public DocumentFindings findings() {
        Set<String> unknown = new HashSet<>(unsure);
        unknown.removeAll(shutOut);
        Map<Role, Integer> counts = new EnumMap<>(Role.class);
        given.forEach((role, people) -> counts.put(role, people.size()));
        return new DocumentFindings(
                readers.size(), shutOut.size(), unknown.size(), counts, unseen.size() + open.size());
    }
}
