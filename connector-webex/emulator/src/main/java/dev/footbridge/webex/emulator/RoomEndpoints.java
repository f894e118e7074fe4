package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.Comparator;
import java.util.List;

/** {@code /rooms} and {@code /teams}. */
final class RoomEndpoints {
    private final Organization organization;
    private final Timeline timeline;
    private final Access access;
    private final Paging paging;

    RoomEndpoints(Organization organization, Timeline timeline, Access access, Paging paging) {
        this.organization = organization;
        this.timeline = timeline;
        this.access = access;
        this.paging = paging;
    }

    void register(WebexApi api) {
        api.add("GET /rooms", this::list);
        api.add("POST /rooms", this::create);
        api.add("GET /rooms/{roomId}", call -> Reply.json(room(call).json(call.caller())));
        api.add("PUT /rooms/{roomId}", this::update);
        api.add("DELETE /rooms/{roomId}", this::delete);
        api.add("GET /teams", call -> paging.page(call, organization.teams(), call.max(100), Team::id, Team::json));
        api.add(
                "GET /teams/{teamId}",
                call -> organization.teams().stream()
                        .filter(team -> team.id().equals(Ids.read(Ids.Kind.TEAM, call.path("teamId"))))
                        .findFirst()
                        .map(team -> Reply.json(team.json()))
                        .orElseThrow(() -> WebexFault.notFound("Could not find a team with provided ID.")));
    }

    private Room room(Call call) {
        return access.room(call, call.path("roomId"));
    }

    private Reply list(Call call) {
        call.query("type")
                .filter(type -> !type.equals("direct") && !type.equals("group"))
                .ifPresent(odd -> {
                    throw WebexFault.badRequest("type has to be direct or group.");
                });
        List<Room> found = organization.rooms().stream()
                .filter(room -> call.officer() || room.has(call.caller()))
                .filter(room -> call.query("type").map(room.type()::equals).orElse(true))
                .filter(room -> call.query("teamId")
                        .map(team -> room.teamId().filter(team::equals).isPresent())
                        .orElse(true))
                .sorted(order(call.query("sortBy").orElse("id")))
                .toList();
        return paging.page(call, found, call.max(100), Room::id, room -> room.json(call.caller()));
    }

    private static Comparator<Room> order(String sortBy) {
        return switch (sortBy) {
            case "id" -> Comparator.comparing(Room::id);
            case "lastactivity" -> Comparator.comparing(Room::lastActivity).reversed();
            case "created" -> Comparator.comparing(Room::created).reversed();
            default -> throw WebexFault.badRequest("sortBy has to be id, lastactivity or created.");
        };
    }

    private Reply create(Call call) {
        ObjectNode body = Json.read(call.request().body());
        Room room = timeline.open(Json.required(body, "title"), call.caller());
        Json.text(body, "teamId").ifPresent(team -> room.teamId(Ids.read(Ids.Kind.TEAM, team)));
        if (Json.bool(body, "isLocked").orElse(false)) {
            room.locked(true);
            room.membership(call.caller()).ifPresent(member -> member.moderator(true));
        }
        if (Json.bool(body, "isAnnouncementOnly").orElse(false)) {
            announce(room, true);
        }
        return Reply.json(room.json(call.caller()));
    }

    private Reply update(Call call) {
        Room room = room(call);
        ObjectNode body = Json.read(call.request().body());
        String title = Json.required(body, "title");
        if (room.direct()) {
            throw WebexFault.badRequest("A direct room cannot be changed.");
        }
        if (room.locked() && !room.moderatedBy(call.caller())) {
            throw WebexFault.forbidden("Only a moderator can change this room.");
        }
        room.title(title);
        Json.bool(body, "isLocked").ifPresent(on -> {
            room.locked(on);
            room.membership(call.caller()).filter(member -> on).ifPresent(member -> member.moderator(true));
        });
        Json.bool(body, "isAnnouncementOnly").ifPresent(on -> announce(room, on));
        timeline.changed(room, call.caller());
        return Reply.json(room.json(call.caller()));
    }

    private static void announce(Room room, boolean on) {
        if (on && !room.locked()) {
            throw WebexFault.badRequest("A space can only be put into announcement mode when it is locked.");
        }
        room.announcementOnly(on);
    }

    /** Who does not moderate the room only leaves it. */
    private Reply delete(Call call) {
        Room room = room(call);
        if (room.moderatedBy(call.caller())) {
            timeline.close(room);
        } else {
            room.membership(call.caller()).ifPresent(member -> timeline.leave(room, member, call.caller()));
        }
        return Reply.empty(204);
    }
}
