package dev.footbridge.gchat;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up people and spaces. An account asks the organisation's directory; an app has none, so it asks for the person as
 * a member of a space that it is in.
 */
final class GchatDirectory implements Directory {

    private static final int PAGE_SIZE = 200;

    /** How many spaces are asked for a person. */
    private static final int MOST_SPACES = 10;

    private final GchatApi api;
    private final GchatIds ids;
    private final GchatAuth auth;
    private final GchatMessages messages;

    GchatDirectory(GchatApi api, GchatIds ids, GchatAuth auth, GchatMessages messages) {
        this.api = api;
        this.ids = ids;
        this.auth = auth;
        this.messages = messages;
    }

    @Override
    public Optional<User> user(UserId id) throws ConnectorException, InterruptedException {
        return auth.isDelegated() ? inDirectory(id) : inSpaces(id);
    }

    private Optional<User> inDirectory(UserId id) throws ConnectorException, InterruptedException {
        return found(
                        GchatCall.GET_USER,
                        Map.of("user", ids.raw(id)),
                        // Whoever is no administrator sees only what the organisation shares.
                        Map.of("viewType", "domain_public", "projection", "basic"))
                .map(user -> new User(
                        id,
                        User.Kind.PERSON,
                        Json.nonBlank(user, "name", "fullName").orElse(""),
                        Json.nonBlank(user, "primaryEmail"),
                        Json.nonBlank(user, "thumbnailPhotoUrl").filter(url -> url.startsWith("https://"))));
    }

    private Optional<User> inSpaces(UserId id) throws ConnectorException, InterruptedException {
        String member = ids.raw(id);
        JsonNode spaces = api.call(GchatCall.LIST_SPACES, Map.of(), Map.of("pageSize", MOST_SPACES));
        for (JsonNode space : spaces.path("spaces")) {
            Optional<ChannelId> channel = ids.channel(Json.text(space, "name"));
            if (channel.isPresent()) {
                Optional<User> user = found(
                                GchatCall.GET_MEMBER,
                                Map.of("space", ids.name(channel.get()), "member", member),
                                Map.of())
                        .flatMap(found -> messages.user(found.path("member")))
                        .filter(found -> found.id().equals(id));
                if (user.isPresent()) {
                    return user;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException {
        return found(GchatCall.GET_SPACE, Map.of("space", ids.name(id)), Map.of())
                .map(space -> read(id, space));
    }

    @Override
    public Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException {
        Map<String, Object> query = new LinkedHashMap<>(Map.of("pageSize", PAGE_SIZE));
        cursor.ifPresent(token -> query.put("pageToken", token));
        JsonNode answer = api.call(GchatCall.LIST_SPACES, Map.of(), query);
        List<Channel> channels = new ArrayList<>();
        for (JsonNode space : answer.path("spaces")) {
            ids.channel(Json.text(space, "name")).ifPresent(id -> channels.add(read(id, space)));
        }
        return new Page<>(channels, Json.nonBlank(answer, "nextPageToken"));
    }

    private static Channel read(ChannelId id, JsonNode space) {
        return new Channel(id, kind(space), Json.text(space, "displayName").orElse(""));
    }

    private static Channel.Kind kind(JsonNode space) {
        return switch (Json.text(space, "spaceType").orElse("")) {
            case "DIRECT_MESSAGE" -> Channel.Kind.DIRECT;
            case "GROUP_CHAT" -> Channel.Kind.GROUP;
            default ->
                Json.text(space, "accessSettings", "accessState")
                                .filter("DISCOVERABLE"::equals)
                                .isPresent()
                        ? Channel.Kind.PUBLIC
                        : Channel.Kind.PRIVATE;
        };
    }

    /** Google says "forbidden" of spaces and people that these credentials do not see; a missing scope is another matter. */
    private Optional<JsonNode> found(GchatCall call, Map<String, String> path, Map<String, ?> query)
            throws ConnectorException, InterruptedException {
        try {
            return Optional.of(api.call(call, path, query));
        } catch (ConnectorException e) {
            boolean unseen = e.kind() == Kind.FORBIDDEN
                    && e.missingScope().isEmpty()
                    && api.scopes().allows(call);
            if (e.kind() == Kind.NOT_FOUND || unseen && call != GchatCall.GET_USER) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
