package dev.footbridge.teams.emulator;

import java.util.List;

/** What an administrator does in the Entra admin center. */
public final class TeamsDirectory {
    private final Tenant tenant;

    TeamsDirectory(Tenant tenant) {
        this.tenant = tenant;
    }

    /** Makes a security group with nobody in it. Returns its object id. */
    public String openGroup() {
        var group = new SecurityGroup(tenant.guid());
        tenant.add(group);
        return group.id();
    }

    /** Makes an account of the organisation. Returns its object id. */
    public String addPerson(String displayName, String mail) {
        var person = new Person(tenant.guid(), displayName, mail, false);
        tenant.add(person);
        return person.id();
    }

    /** The object ids of a group's members. */
    public List<String> members(String groupId) {
        return group(groupId).members().stream().map(Person::id).toList();
    }

    /** Puts an account into a group. */
    public void addMember(String groupId, String userId) {
        group(groupId).add(tenant.requirePerson(userId));
    }

    /** Takes an account out of a group. */
    public void removeMember(String groupId, String userId) {
        group(groupId).remove(tenant.requirePerson(userId));
    }

    private SecurityGroup group(String id) {
        return tenant.group(id).orElseThrow(() -> new IllegalArgumentException("Unknown group " + id));
    }
}
