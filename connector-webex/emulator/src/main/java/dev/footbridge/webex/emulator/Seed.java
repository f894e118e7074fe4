package dev.footbridge.webex.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who and what is there at the start. */
final class Seed {
    /** A person to be. */
    record NewPerson(String handle, String name, String email, boolean outside) {}

    /** A room to be. */
    record NewRoom(String title, List<String> handles, boolean withApps) {}

    static final String RELAY = "relay";
    static final String BOT = "footbridge";
    static final String MACHINE = "footbridge-service";

    private final Organization organization;
    private final Timeline timeline;
    private final String otherOrganization;

    Seed(Organization organization, Timeline timeline) {
        this.organization = organization;
        this.timeline = timeline;
        this.otherOrganization = organization.ids.fresh(Ids.Kind.ORGANIZATION);
    }

    /** The accounts of apps first, then people, then rooms with all of them. */
    void plant(String appName, List<NewPerson> people, List<NewRoom> rooms) {
        List<Person> apps = List.of(
                add(Person.Sort.PERSON, appName + " Relay", RELAY + "@example.com", false),
                add(Person.Sort.BOT, appName, BOT + "@webex.bot", false),
                add(Person.Sort.MACHINE, appName + " Service", MACHINE + "@serviceapp.webex.com", false));
        people.forEach(one -> add(Person.Sort.PERSON, one.name(), one.email(), one.outside()));
        for (NewRoom one : rooms) {
            List<Person> members = new ArrayList<>();
            one.handles().forEach(handle -> members.add(require(handle)));
            if (one.withApps()) {
                members.addAll(apps);
            }
            Person creator = members.get(0);
            Room room = timeline.open(one.title(), creator);
            members.stream().skip(1).forEach(member -> timeline.join(room, member, creator, false));
        }
        organization.add(new Team(organization.ids.fresh(Ids.Kind.TEAM), "Footbridge Team", organization.now()));
    }

    private Person add(Person.Sort sort, String name, String email, boolean outside) {
        Person person = new Person(
                organization.ids.fresh(Ids.Kind.PEOPLE),
                sort,
                email,
                name,
                outside ? otherOrganization : organization.id,
                organization.now());
        organization.add(person);
        return person;
    }

    private Person require(String handle) {
        return organization
                .personByHandle(handle.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException("no person " + handle));
    }
}
