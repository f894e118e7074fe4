package dev.footbridge.webex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Channel;
import dev.footbridge.core.message.User;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up people and rooms. */
final class WebexDirectory implements Directory {

    private static final String PAGE_SIZE = "100";

    private final WebexApi api;
    private final WebexIds ids;
    private final WebexRooms rooms;

    WebexDirectory(WebexApi api, WebexIds ids, WebexRooms rooms) {
        this.api = api;
        this.ids = ids;
        this.rooms = rooms;
    }

    @Override
    public Optional<User> user(UserId id) throws ConnectorException, InterruptedException {
        return found(WebexCall.PERSON, ids.raw(id)).map(person -> read(id, person));
    }

    private static User read(UserId id, JsonNode person) {
        Optional<String> mail = Json.texts(person, "emails").stream()
                .filter(address -> !address.isBlank())
                .findFirst();
        String name = Json.nonBlank(person, "displayName")
                .or(() -> Json.nonBlank(person, "nickName"))
                .orElse("");
        return new User(id, kind(person, mail), name, mail, Json.nonBlank(person, "avatar"));
    }

    private static User.Kind kind(JsonNode person, Optional<String> mail) {
        return switch (Json.text(person, "type").orElse("")) {
            case "bot" -> User.Kind.BOT;
            case "appuser" ->
                mail.filter(address -> address.endsWith("@appid.ciscospark.com"))
                                .isPresent()
                        ? User.Kind.GUEST
                        : User.Kind.BOT;
            default -> User.Kind.PERSON;
        };
    }

    @Override
    public Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException {
        return found(WebexCall.ROOM, ids.raw(rooms.current(id))).map(room -> read(id, room));
    }

    @Override
    public Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException {
        WebexApi.Answer answer = cursor.isPresent()
                ? api.page(WebexCall.ROOMS, cursor.get())
                : api.list(WebexCall.ROOMS, Map.of("max", PAGE_SIZE));
        List<Channel> found = new ArrayList<>();
        for (JsonNode room : answer.items()) {
            ids.room(Json.text(room, "id")).ifPresent(id -> found.add(read(id, room)));
        }
        return new Page<>(found, answer.next());
    }

    private static Channel read(ChannelId id, JsonNode room) {
        return new Channel(id, kind(room), Json.text(room, "title").orElse(""));
    }

    private static Channel.Kind kind(JsonNode room) {
        if (Json.text(room, "type").filter("direct"::equals).isPresent()) {
            return Channel.Kind.DIRECT;
        }
        return Json.flag(room, "isPublic") ? Channel.Kind.PUBLIC : Channel.Kind.PRIVATE;
    }

    private Optional<JsonNode> found(WebexCall call, String id) throws ConnectorException, InterruptedException {
        try {
            return Optional.of(api.call(call, id));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
