package dev.footbridge.gchat.emulator;

import java.util.List;
import java.util.Set;

/** What an administrator does with groups in the Admin console. */
public final class GchatGroups {
    private final Domain domain;
    private final Groups groups;
    private final GchatPeople people;

    GchatGroups(Domain domain, Groups groups, GchatPeople people) {
        this.domain = domain;
        this.groups = groups;
        this.people = people;
    }

    /** Makes a group with nobody in it. Returns its id. */
    public String add() {
        synchronized (domain) {
            String id = domain.ids().letters(15);
            groups.make(id);
            return id;
        }
    }

    /** The ids of a group's members. */
    public List<String> members(String group) {
        synchronized (domain) {
            return List.copyOf(known(group));
        }
    }

    /** Puts a person into a group. */
    public void join(String group, String user) {
        synchronized (domain) {
            known(group).add(people.user(user).id());
        }
    }

    /** Takes a person out of a group. */
    public void leave(String group, String user) {
        synchronized (domain) {
            known(group).remove(people.user(user).id());
        }
    }

    private Set<String> known(String group) {
        return groups.members(group).orElseThrow(() -> new IllegalArgumentException("Unknown group " + group));
    }
}
