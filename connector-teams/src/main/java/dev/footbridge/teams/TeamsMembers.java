package dev.footbridge.teams;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is in a channel or chat. */
final class TeamsMembers implements Memberships {

    /** More than a team can have; the end of links that go in a circle. */
    private static final int MAX_PAGES = 500;

    private final TeamsApi api;
    private final TeamsIds ids;

    TeamsMembers(TeamsApi api, TeamsIds ids) {
        this.api = api;
        this.ids = ids;
    }

    @Override
    public boolean isMember(ChannelId channel, UserId user) throws ConnectorException, InterruptedException {
        try {
            return user.workspace().equals(ids.workspace())
                    && ids(channel).stream().anyMatch(user.value()::equalsIgnoreCase);
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** The object ids of all members. */
    List<String> ids(ChannelId channel) throws ConnectorException, InterruptedException {
        List<String> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int i = 0; i < MAX_PAGES; i++) {
            Page<User> page = members(channel, cursor);
            page.items().forEach(member -> all.add(member.id().value()));
            cursor = page.next();
            if (cursor.isEmpty()) {
                return all;
            }
        }
        throw ConnectorException.of(Kind.UNAVAILABLE, "too_many_pages", "The list of members does not end");
    }

    @Override
    public Page<User> members(ChannelId channel, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        TeamsPlace place = ids.place(channel);
        TeamsCall call = place instanceof TeamsPlace.InChat ? TeamsCall.CHAT_MEMBERS : TeamsCall.CHANNEL_MEMBERS;
        JsonNode answer =
                cursor.isPresent() ? api.next(call, cursor.get()) : api.call(call, TeamsCall.path(place), Map.of());
        List<User> members = new ArrayList<>();
        for (JsonNode member : Json.items(answer, "value")) {
            Json.nonBlank(member, "userId")
                    .filter(id -> id.length() <= 256 && id.chars().noneMatch(Character::isISOControl))
                    .ifPresent(id -> members.add(user(id, member)));
        }
        return new Page<>(members, Json.nonBlank(answer, "@odata.nextLink"));
    }

    private User user(String id, JsonNode member) {
        User.Kind kind = Json.texts(member, "roles").contains("guest") ? User.Kind.GUEST : User.Kind.PERSON;
        String name = Json.text(member, "displayName").orElse("");
        return new User(ids.user(id), kind, name, Json.nonBlank(member, "email"), Optional.empty());
    }
}
