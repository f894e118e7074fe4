package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One person in one room. */
final class Membership {
    private final String id;
    private final Person person;
    private final Instant created;
    private boolean moderator;
    private boolean hidden;

    Membership(String id, Person person, Instant created, boolean moderator) {
        this.id = id;
        this.person = person;
        this.created = created;
        this.moderator = moderator;
    }

    String id() {
        return id;
    }

    Person person() {
        return person;
    }

    boolean moderator() {
        return moderator;
    }

    void moderator(boolean on) {
        moderator = on;
    }

    void hidden(boolean on) {
        hidden = on;
    }

    ObjectNode json(Room room) {
        return Json.object()
                .put("id", id)
                .put("roomId", room.id())
                .put("personId", person.id())
                .put("personEmail", person.email())
                .put("personDisplayName", person.displayName())
                .put("personOrgId", person.orgId())
                .put("isModerator", moderator)
                .put("isRoomHidden", hidden)
                .put("roomType", room.type())
                .put("isMonitor", false)
                .put("created", Json.time(created));
    }
}
