package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** A team, which is a name for a group of rooms. */
record Team(String id, String name, Instant created) {
    ObjectNode json() {
        return Json.object().put("id", id).put("name", name).put("created", Json.time(created));
    }
}
