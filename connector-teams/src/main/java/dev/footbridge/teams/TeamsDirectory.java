package dev.footbridge.teams;

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

/**
 * Looks up users and channels. There is no list of all channels: the list walks through the teams, one call each, and
 * then through the chats.
 */
final class TeamsDirectory implements Directory {

    private static final String TEAMS = "teams ";
    private static final String MORE_TEAMS = "more ";
    /** The cursor at which the list goes on with chats. */
    static final String CHATS = "chats ";

    private final TeamsApi api;
    private final TeamsIds ids;
    private final TeamsIdentity identity;

    TeamsDirectory(TeamsApi api, TeamsIds ids, TeamsIdentity identity) {
        this.api = api;
        this.ids = ids;
        this.identity = identity;
    }

    @Override
    public Optional<User> user(UserId id) throws ConnectorException, InterruptedException {
        if (!id.workspace().equals(ids.workspace()) || ids.isApplication(id)) {
            return Optional.empty();
        }
        return found(
                        TeamsCall.USER,
                        Map.of("user-id", id.value()),
                        Map.of("select", List.of("id", "displayName", "mail", "userType")))
                .map(node -> new User(
                        id,
                        Json.text(node, "userType").orElse("").equalsIgnoreCase("Guest")
                                ? User.Kind.GUEST
                                : User.Kind.PERSON,
                        Json.text(node, "displayName").orElse(""),
                        Json.nonBlank(node, "mail"),
                        Optional.empty()));
    }

    @Override
    public Optional<Channel> channel(ChannelId id) throws ConnectorException, InterruptedException {
        Optional<TeamsPlace> place = ids.find(id);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        boolean team = place.get() instanceof TeamsPlace.InTeam;
        return found(team ? TeamsCall.CHANNEL : TeamsCall.CHAT, TeamsCall.path(place.get()), Map.of())
                .map(node -> team ? channel(id, node) : chat(id, node));
    }

    private Optional<JsonNode> found(TeamsCall call, Map<String, String> path, Map<String, Object> query)
            throws ConnectorException, InterruptedException {
        try {
            return Optional.of(api.call(call, path, query));
        } catch (ConnectorException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Channel channel(ChannelId id, JsonNode node) {
        boolean standard = Json.text(node, "membershipType").orElse("standard").equals("standard");
        return new Channel(
                id,
                standard ? Channel.Kind.PUBLIC : Channel.Kind.PRIVATE,
                Json.text(node, "displayName").orElse(""));
    }

    private static Channel chat(ChannelId id, JsonNode node) {
        boolean direct = Json.text(node, "chatType").orElse("").equals("oneOnOne");
        return new Channel(
                id,
                direct ? Channel.Kind.DIRECT : Channel.Kind.GROUP,
                Json.text(node, "topic").orElse(""));
    }

    @Override
    public Page<Channel> channels(Optional<String> cursor) throws ConnectorException, InterruptedException {
        String at = cursor.orElse("");
        if (at.isEmpty() || at.startsWith(MORE_TEAMS)) {
            return teams(at.isEmpty() ? "" : at.substring(MORE_TEAMS.length()));
        }
        if (at.startsWith(TEAMS)) {
            return channelsOfFirst(List.of(at.substring(TEAMS.length()).split(" ")));
        }
        if (at.startsWith(CHATS)) {
            return chats(at.substring(CHATS.length()));
        }
        throw ConnectorException.of(Kind.REJECTED, "odd_cursor", "The cursor is not one of this list");
    }

    private Page<Channel> teams(String link) throws ConnectorException, InterruptedException {
        TeamsCall call = identity.isDelegated() ? TeamsCall.MY_TEAMS : TeamsCall.ALL_TEAMS;
        JsonNode answer = link.isEmpty() ? api.call(call, Map.of(), Map.of()) : api.next(call, link);
        List<String> teams = Json.items(answer, "value").stream()
                .flatMap(node -> Json.nonBlank(node, "id").stream())
                .filter(id -> id.indexOf(' ') < 0)
                .toList();
        String rest = Json.nonBlank(answer, "@odata.nextLink")
                .map(next -> MORE_TEAMS + next)
                .orElse(CHATS);
        return new Page<>(
                List.of(), Optional.of(teams.isEmpty() ? rest : TEAMS + String.join(" ", teams) + " " + rest));
    }

    private Page<Channel> channelsOfFirst(List<String> words) throws ConnectorException, InterruptedException {
        String team = words.get(0);
        JsonNode answer = api.call(TeamsCall.TEAM_CHANNELS, Map.of("team-id", team), Map.of());
        List<Channel> channels = new ArrayList<>();
        for (JsonNode node : Json.items(answer, "value")) {
            Optional<String> id = Json.nonBlank(node, "id").filter(value -> value.length() <= 256);
            id.ifPresent(value -> channels.add(channel(ids.channel(new TeamsPlace.InTeam(team, value)), node)));
        }
        return new Page<>(channels, Optional.of(afterFirst(words.subList(1, words.size()))));
    }

    /** What is left is team ids, then where to go on. */
    private static String afterFirst(List<String> words) {
        String rest = String.join(" ", words);
        if (words.isEmpty() || words.get(0).equals(CHATS.strip())) {
            return CHATS;
        }
        return words.get(0).equals(MORE_TEAMS.strip()) ? rest : TEAMS + rest;
    }

    private Page<Channel> chats(String link) throws ConnectorException, InterruptedException {
        TeamsCall call = identity.isDelegated() ? TeamsCall.MY_CHATS : TeamsCall.ALL_CHATS;
        JsonNode answer = link.isEmpty() ? api.call(call, Map.of(), Map.of()) : api.next(call, link);
        List<Channel> chats = Json.items(answer, "value").stream()
                .flatMap(node -> Json.nonBlank(node, "id")
                        .filter(id -> id.length() <= 256)
                        .map(id -> chat(ids.channel(new TeamsPlace.InChat(id)), node))
                        .stream())
                .toList();
        return new Page<>(chats, Json.nonBlank(answer, "@odata.nextLink").map(next -> CHATS + next));
    }
}
