package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A webhook as the platform lists it.
 *
 * @param secret empty where the platform does not show it
 */
record WebexHook(
        String id,
        String name,
        String targetUrl,
        String resource,
        String event,
        boolean active,
        Optional<String> secret) {

    /** What we want to be told of. {@code all} leaves out the migration of rooms. */
    record Kind(String resource, String event, String suffix) {}

    static final List<Kind> WANTED = List.of(
            new Kind("messages", "all", " messages"),
            new Kind("memberships", "all", " memberships"),
            new Kind("rooms", "all", " rooms"),
            new Kind("rooms", "migrated", " rooms migrated"));

    static Optional<WebexHook> read(JsonNode json) {
        return Json.text(json, "id")
                .filter(WebexIds::isId)
                .map(id -> new WebexHook(
                        id,
                        Json.text(json, "name").orElse(""),
                        Json.text(json, "targetUrl").orElse(""),
                        Json.text(json, "resource").orElse(""),
                        Json.text(json, "event").orElse(""),
                        Json.text(json, "status").orElse("").equals("active"),
                        Json.nonBlank(json, "secret")));
    }

    boolean is(Kind kind) {
        return resource.equals(kind.resource()) && event.equals(kind.event());
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "WebexHook[" + resource + " " + event + "]";
    }
}
