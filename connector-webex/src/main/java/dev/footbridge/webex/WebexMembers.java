package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is in a room. */
final class WebexMembers implements Memberships {

    private static final String PAGE_SIZE = "100";

    private final WebexApi api;
    private final WebexIds ids;
    private final WebexRooms rooms;

    WebexMembers(WebexApi api, WebexIds ids, WebexRooms rooms) {
        this.api = api;
        this.ids = ids;
        this.rooms = rooms;
    }

    @Override
    public boolean isMember(ChannelId room, UserId user) throws ConnectorException, InterruptedException {
        try {
            String person = ids.raw(user);
            return api.list(WebexCall.MEMBERS, query(room, Map.of("personId", person))).items().stream()
                    .flatMap(item -> Json.text(item, "personId").stream())
                    .anyMatch(member -> WebexIds.same(member, person));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Page<User> members(ChannelId room, Optional<String> cursor) throws ConnectorException, InterruptedException {
        WebexApi.Answer answer = cursor.isPresent()
                ? api.page(WebexCall.MEMBERS, cursor.get())
                : api.list(WebexCall.MEMBERS, query(room, Map.of("max", PAGE_SIZE)));
        List<User> members = new ArrayList<>();
        for (JsonNode item : answer.items()) {
            ids.person(Json.text(item, "personId")).ifPresent(id -> members.add(user(id, item)));
        }
        return new Page<>(members, answer.next());
    }

    private static User user(UserId id, JsonNode item) {
        Optional<String> mail = Json.nonBlank(item, "personEmail");
        String name = Json.text(item, "personDisplayName").orElse("");
        return new User(id, WebexMessages.kind(mail), name, mail, Optional.empty());
    }

    private Map<String, String> query(ChannelId room, Map<String, String> more) throws ConnectorException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("roomId", ids.raw(rooms.current(room)));
        query.putAll(more);
        return query;
    }
}
