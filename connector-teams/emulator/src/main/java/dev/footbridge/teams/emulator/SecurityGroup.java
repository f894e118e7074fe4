package dev.footbridge.teams.emulator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A group of the tenant's directory. Safe for concurrent use. */
final class SecurityGroup {
    private final String id;
    private final Set<Person> members = new LinkedHashSet<>();

    SecurityGroup(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    synchronized List<Person> members() {
        return List.copyOf(members);
    }

    /** Whether it was not in the group before. */
    synchronized boolean add(Person person) {
        return members.add(person);
    }

    /** Whether it was in the group before. */
    synchronized boolean remove(Person person) {
        return members.remove(person);
    }
}
