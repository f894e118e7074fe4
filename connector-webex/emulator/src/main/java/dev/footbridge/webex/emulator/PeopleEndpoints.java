package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Locale;

/** {@code /people}. */
final class PeopleEndpoints {
    private static final int MAX_IDS = 85;

    private final Organization organization;
    private final Paging paging;

    PeopleEndpoints(Organization organization, Paging paging) {
        this.organization = organization;
        this.paging = paging;
    }

    void register(WebexApi api) {
        api.add("GET /people/me", call -> Reply.json(call.caller().json(true)));
        api.add("GET /people", this::list);
        api.add("GET /people/{personId}", this::get);
    }

    private Reply get(Call call) {
        Person person = organization.requirePerson(call.path("personId"));
        return Reply.json(person.json(colleague(call, person)));
    }

    private Reply list(Call call) {
        List<String> ids = call.queryList("id");
        if (ids.size() > MAX_IDS) {
            throw WebexFault.badRequest("At most " + MAX_IDS + " ids.");
        }
        boolean narrowed = !ids.isEmpty()
                || call.query("email").isPresent()
                || call.query("displayName").isPresent();
        if (!narrowed && !call.officer()) {
            throw WebexFault.badRequest("Email or displayName should be specified.");
        }
        List<String> wanted =
                ids.stream().map(id -> Ids.read(Ids.Kind.PEOPLE, id)).toList();
        List<Person> found = organization.people().stream()
                .filter(person -> colleague(call, person) && person.sort() != Person.Sort.GUEST)
                .filter(person -> wanted.isEmpty() || wanted.contains(person.id()))
                .filter(person -> call.query("email")
                        .map(email -> email.equalsIgnoreCase(person.email()))
                        .orElse(true))
                .filter(person -> call.query("displayName")
                        .map(name ->
                                person.displayName().toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
                        .orElse(true))
                .toList();
        return paging.page(call, found, call.max(100), Person::id, person -> person.json(true));
    }

    private static boolean colleague(Call call, Person person) {
        return person.orgId().equals(call.caller().orgId());
    }
}
