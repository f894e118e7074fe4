package dev.footbridge.gchat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Groups of the organisation, by id or mail address, as an account that may manage them. See
 * <a href="https://developers.google.com/workspace/admin/directory/v1/guides/manage-group-members">Manage group members</a>.
 */
final class GchatSignInGroups implements SignInGroups {

    private static final int PER_PAGE = 200;

    /** Google's words for who is a member already. */
    private static final Set<String> THERE = Set.of("duplicate", GchatErrors.ALREADY_EXISTS);

    private final GchatApi api;
    private final GchatIds ids;

    GchatSignInGroups(GchatApi api, GchatIds ids) {
        this.api = api;
        this.ids = ids;
    }

    @Override
    public Page<UserId> members(String group, Optional<String> cursor) throws ConnectorException, InterruptedException {
        Map<String, Object> query = new LinkedHashMap<>(Map.of("maxResults", PER_PAGE));
        cursor.ifPresent(token -> query.put("pageToken", token));
        JsonNode answer = api.call(GchatCall.LIST_GROUP_MEMBERS, Map.of("group", known(group)), query);
        List<UserId> members = new ArrayList<>();
        for (JsonNode member : Json.items(answer, "members")) {
            if (Json.text(member, "type").filter("USER"::equals).isPresent()) {
                ids.user(Json.text(member, "id").map(id -> "users/" + id)).ifPresent(members::add);
            }
        }
        return new Page<>(members, Json.nonBlank(answer, "nextPageToken"));
    }

    /** A member is named by its address, which only the directory tells. */
    @Override
    public boolean add(String group, UserId user) throws ConnectorException, InterruptedException {
        String key = known(group);
        JsonNode account = api.call(
                GchatCall.GET_USER,
                Map.of("user", ids.raw(user)),
                Map.of("viewType", "domain_public", "projection", "basic"));
        String address = Json.nonBlank(account, "primaryEmail")
                .orElseThrow(() -> ConnectorException.of(
                        Kind.REJECTED, "no_address", "The directory tells no mail address of the account"));
        try {
            api.call(
                    GchatCall.ADD_GROUP_MEMBER,
                    Map.of("group", key),
                    Map.of(),
                    Json.object().put("email", address).put("role", "MEMBER"));
            return true;
        } catch (ConnectorException e) {
            if (e.kind() == Kind.REJECTED && THERE.contains(e.code())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean remove(String group, UserId user) throws ConnectorException, InterruptedException {
        try {
            api.call(GchatCall.REMOVE_GROUP_MEMBER, Map.of("group", known(group), "user", ids.raw(user)), Map.of());
            return true;
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** Either is a segment of a path. */
    private static String known(String group) throws ConnectorException {
        String[] parts = group.split("@", -1);
        boolean plain = parts.length <= 2 && List.of(parts).stream().allMatch(GchatIds::isId);
        if (!plain) {
            throw ConnectorException.of(Kind.NOT_FOUND, "group_not_found", "This is no id or address of a group");
        }
        return group;
    }
}
