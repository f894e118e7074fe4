package dev.footbridge.miro;

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

/** Who is on a board, and so sees its frames; who has only a link to it is not told. */
final class MiroMembers implements Memberships {

    private static final int PAGE_SIZE = 50;
    private static final int MAX_OFFSET = 1_000_000;

    private final MiroApi api;
    private final MiroIds ids;

    MiroMembers(MiroApi api, MiroIds ids) {
        this.api = api;
        this.ids = ids;
    }

    @Override
    public boolean isMember(ChannelId channel, UserId user) throws ConnectorException, InterruptedException {
        Optional<MiroIds.Place> place = ids.find(channel);
        if (place.isEmpty()) {
            return false;
        }
        String board = place.get().board();
        return found(
                        "get-frame-item",
                        Map.of("board_id", board, "item_id", place.get().frame()))
                && found("get-specific-board-member", Map.of("board_id", board, "board_member_id", ids.raw(user)));
    }

    private boolean found(String operation, Map<String, String> path) throws ConnectorException, InterruptedException {
        try {
            api.get(operation, path, Map.of());
            return true;
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Page<User> members(ChannelId channel, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        int offset = offset(cursor);
        JsonNode page = api.get(
                "get-board-members",
                Map.of("board_id", ids.place(channel).board()),
                Map.of("limit", Integer.toString(PAGE_SIZE), "offset", Integer.toString(offset)));
        List<User> members = new ArrayList<>();
        List<JsonNode> items = Json.items(page, "data");
        for (JsonNode item : items) {
            String name = Json.text(item, "name").orElse("");
            ids.user(Json.text(item, "id"))
                    .map(id -> new User(id, User.Kind.PERSON, name, Optional.empty(), Optional.empty()))
                    .ifPresent(members::add);
        }
        boolean more = items.size() == PAGE_SIZE && offset + PAGE_SIZE <= MAX_OFFSET;
        return new Page<>(members, more ? Optional.of(Integer.toString(offset + PAGE_SIZE)) : Optional.empty());
    }

    private static int offset(Optional<String> cursor) {
        return cursor.filter(text -> text.matches("[0-9]{1,7}"))
                .map(Integer::parseInt)
                .orElse(0);
    }
}
