package dev.footbridge.gchat;

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

/** Who is in a space. Who was invited and has not joined is not. */
final class GchatMembers implements Memberships {

    private static final int PAGE_SIZE = 200;

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatMessages messages;

    GchatMembers(GchatApi api, GchatIds ids, GchatMessages messages) {
        this.api = api;
        this.ids = ids;
        this.messages = messages;
    }

    @Override
    public boolean isMember(ChannelId channel, UserId user) throws ConnectorException, InterruptedException {
        try {
            JsonNode membership = api.call(
                    GchatCall.GET_MEMBER, Map.of("space", ids.name(channel), "member", ids.raw(user)), Map.of());
            return joined(membership).filter(found -> found.id().equals(user)).isPresent();
        } catch (ConnectorException e) {
            // Google says "forbidden" of spaces that these credentials do not see; a missing scope is another matter.
            boolean unseen = e.kind() == Kind.FORBIDDEN
                    && e.missingScope().isEmpty()
                    && api.scopes().allows(GchatCall.GET_MEMBER);
            if (e.kind() == Kind.NOT_FOUND || unseen) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public Page<User> members(ChannelId channel, Optional<String> cursor)
            throws ConnectorException, InterruptedException {
        Map<String, Object> query = new LinkedHashMap<>(Map.of("pageSize", PAGE_SIZE));
        cursor.ifPresent(token -> query.put("pageToken", token));
        JsonNode answer = api.call(GchatCall.LIST_MEMBERS, Map.of("space", ids.name(channel)), query);
        List<User> members = new ArrayList<>();
        for (JsonNode membership : answer.path("memberships")) {
            joined(membership).ifPresent(members::add);
        }
        return new Page<>(members, Json.nonBlank(answer, "nextPageToken"));
    }

    private Optional<User> joined(JsonNode membership) {
        return Json.text(membership, "state").filter("JOINED"::equals).isPresent()
                ? messages.user(membership.path("member"))
                : Optional.empty();
    }
}
