package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /memberships}. */
final class MembershipEndpoints {
    private record Place(Room room, Membership membership) {}

    private final Organization organization;
    private final Timeline timeline;
    private final Access access;
    private final Paging paging;
    private volatile boolean guestsInGroups = true;

    MembershipEndpoints(Organization organization, Timeline timeline, Access access, Paging paging) {
        this.organization = organization;
        this.timeline = timeline;
        this.access = access;
        this.paging = paging;
    }

    /** Whether guests may be added to group rooms, of which the vendor says nothing. */
    void guestsInGroups(boolean on) {
        guestsInGroups = on;
    }

    void register(WebexApi api) {
        api.add("GET /memberships", this::list);
        api.add("POST /memberships", this::create);
        api.add("GET /memberships/{membershipId}", call -> {
            Place place = place(call);
            return Reply.json(place.membership().json(place.room()));
        });
        api.add("PUT /memberships/{membershipId}", this::update);
        api.add("DELETE /memberships/{membershipId}", this::delete);
    }

    private Reply list(Call call) {
        Optional<String> roomId = call.query("roomId");
        Optional<String> personId = call.query("personId").map(id -> Ids.read(Ids.Kind.PEOPLE, id));
        Optional<String> email = call.query("personEmail");
        if (roomId.isEmpty() && (personId.isPresent() || email.isPresent()) && !call.officer()) {
            throw WebexFault.badRequest("roomId is required with personId or personEmail.");
        }
        List<Room> rooms = roomId.map(id -> List.of(access.room(call, id)))
                .orElseGet(() -> organization.rooms().stream()
                        .filter(room -> room.has(call.caller()) || call.officer())
                        .toList());
        List<Place> found = new ArrayList<>();
        for (Room room : rooms) {
            for (Membership membership : room.members()) {
                Person person = membership.person();
                boolean own = roomId.isPresent() || call.officer() || person == call.caller();
                if (own
                        && personId.map(person.id()::equals).orElse(true)
                        && email.map(person.email()::equalsIgnoreCase).orElse(true)) {
                    found.add(new Place(room, membership));
                }
            }
        }
        return paging.page(
                call,
                found,
                call.max(100),
                place -> place.membership().id(),
                place -> place.membership().json(place.room()));
    }

    private Reply create(Call call) {
        ObjectNode body = Json.read(call.request().body());
        Room room = access.room(call, Json.required(body, "roomId"));
        Person person = Json.text(body, "personId")
                .map(organization::requirePerson)
                .orElseGet(() -> {
                    String email = Json.required(body, "personEmail");
                    return organization
                            .personByEmail(email)
                            .orElseThrow(() -> WebexFault.notFound("Could not find a person with provided email."));
                });
        if (room.direct()) {
            throw WebexFault.badRequest("Nobody can be added to a direct room.");
        }
        if (room.has(person)) {
            throw WebexFault.of(409, "Person is already in the room.");
        }
        requireModerator(call, room);
        if (person.sort() == Person.Sort.GUEST && !guestsInGroups) {
            throw WebexFault.forbidden("Guests cannot be added to group rooms.");
        }
        boolean moderator = Json.bool(body, "isModerator").orElse(false);
        return Reply.json(timeline.join(room, person, call.caller(), moderator).json(room));
    }

    private Reply update(Call call) {
        Place place = place(call);
        ObjectNode body = Json.read(call.request().body());
        Json.bool(body, "isModerator").ifPresent(on -> {
            requireModerator(call, place.room());
            place.membership().moderator(on);
        });
        Json.bool(body, "isRoomHidden").ifPresent(place.membership()::hidden);
        timeline.changed(place.room(), place.membership(), call.caller());
        return Reply.json(place.membership().json(place.room()));
    }

    private Reply delete(Call call) {
        Place place = place(call);
        if (place.room().direct()) {
            throw WebexFault.badRequest("Nobody can be removed from a direct room.");
        }
        if (place.membership().person() != call.caller()) {
            requireModerator(call, place.room());
        }
        timeline.leave(place.room(), place.membership(), call.caller());
        return Reply.empty(204);
    }

    private static void requireModerator(Call call, Room room) {
        if (room.locked() && !room.moderatedBy(call.caller()) && !call.officer()) {
            throw WebexFault.forbidden("Only a moderator can change the members of this room.");
        }
    }

    private Place place(Call call) {
        String id = Ids.read(Ids.Kind.MEMBERSHIP, call.path("membershipId"));
        for (Room room : organization.rooms()) {
            if (call.officer() || room.has(call.caller())) {
                for (Membership membership : room.members()) {
                    if (membership.id().equals(id)) {
                        return new Place(room, membership);
                    }
                }
            }
        }
        throw WebexFault.notFound("Could not find a membership with provided ID.");
    }
}
