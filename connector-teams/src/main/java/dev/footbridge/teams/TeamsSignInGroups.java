package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.graph.models.ReferenceCreate;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Page;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.id.UserId;
import dev.footbridge.http.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Security groups of the tenant, guests included. See
 * <a href="https://learn.microsoft.com/graph/api/group-post-members">Add members</a>.
 */
final class TeamsSignInGroups implements SignInGroups {

    private static final int PER_PAGE = 999;

    /** Far more than a group can have; the end of links that go in a circle. */
    private static final int MAX_PAGES = 1_000;

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9A-Fa-f-]{36}");

    private final TeamsApi api;
    private final TeamsIds ids;
    private final URI base;

    /** @param base of Graph: an account is named by its address there */
    TeamsSignInGroups(TeamsApi api, TeamsIds ids, URI base) {
        this.api = api;
        this.ids = ids;
        this.base = base;
    }

    @Override
    public Page<UserId> members(String group, Optional<String> cursor) throws ConnectorException, InterruptedException {
        JsonNode answer = cursor.isPresent()
                ? api.next(TeamsCall.GROUP_MEMBERS, cursor.get())
                : api.call(
                        TeamsCall.GROUP_MEMBERS,
                        Map.of("group-id", known(group)),
                        Map.of("select", List.of("id"), "top", PER_PAGE));
        List<UserId> members = new ArrayList<>();
        for (JsonNode member : Json.items(answer, "value")) {
            if (Json.text(member, "@odata.type")
                    .filter("#microsoft.graph.user"::equals)
                    .isPresent()) {
                Json.nonBlank(member, "id")
                        .filter(id -> OBJECT_ID.matcher(id).matches())
                        .ifPresent(id -> members.add(ids.user(id)));
            }
        }
        return new Page<>(members, Json.nonBlank(answer, "@odata.nextLink"));
    }

    @Override
    public boolean add(String group, UserId user) throws ConnectorException, InterruptedException {
        ReferenceCreate reference = new ReferenceCreate();
        reference.setOdataId(base + "/directoryObjects/" + account(user).orElseThrow(TeamsSignInGroups::notFound));
        try {
            api.call(TeamsCall.ADD_GROUP_MEMBER, Map.of("group-id", known(group)), reference);
            return true;
        } catch (ConnectorException e) {
            // One code stands for "is a member already" and for all else that is wrong with a request.
            if (e.kind() == Kind.REJECTED && contains(group, user)) {
                return false;
            }
            throw e;
        }
    }

    private boolean contains(String group, UserId user) throws ConnectorException, InterruptedException {
        Optional<String> cursor = Optional.empty();
        for (int i = 0; i < MAX_PAGES; i++) {
            Page<UserId> page = members(group, cursor);
            if (page.items().stream().anyMatch(member -> member.value().equalsIgnoreCase(user.value()))) {
                return true;
            }
            cursor = page.next();
            if (cursor.isEmpty()) {
                return false;
            }
        }
        throw ConnectorException.of(Kind.UNAVAILABLE, "too_many_pages", "The list of members does not end");
    }

    @Override
    public boolean remove(String group, UserId user) throws ConnectorException, InterruptedException {
        Optional<String> account = account(user);
        if (account.isEmpty() || !OBJECT_ID.matcher(group).matches()) {
            return false;
        }
        try {
            api.call(
                    TeamsCall.REMOVE_GROUP_MEMBER,
                    Map.of("group-id", group, "directoryObject-id", account.get()),
                    Map.of());
            return true;
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private Optional<String> account(UserId user) {
        return Optional.of(user.value())
                .filter(id -> user.workspace().equals(ids.workspace())
                        && OBJECT_ID.matcher(id).matches());
    }

    private static String known(String group) throws ConnectorException {
        if (!OBJECT_ID.matcher(group).matches()) {
            throw notFound();
        }
        return group;
    }

    private static ConnectorException notFound() {
        return ConnectorException.of(
                Kind.NOT_FOUND, "not_found", "There is no such group or account: both are object ids");
    }
}
