package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Teams, channels and their members. */
final class TeamEndpoints {
    private static final String TEAM = "/teams/{team-id}";
    private static final String CHANNEL = TEAM + "/channels/{channel-id}";
    private static final Pattern BOUND_USER = Pattern.compile(".*users(?:\\('([^']+)'\\)|/([^/']+))$");
    private static final int MAX_NAME = 50;

    private final Tenant tenant;
    private final Access access;
    private final DirectoryJson json;

    TeamEndpoints(Tenant tenant, Access access, DirectoryJson json) {
        this.tenant = tenant;
        this.access = access;
        this.json = json;
    }

    void register(GraphRouter router) {
        router.add("GET /teams", this::teams);
        router.add("GET " + TEAM, this::team);
        router.add("GET " + TEAM + "/members", this::teamMembers);
        router.add("POST " + TEAM + "/members", this::addMember);
        router.add("DELETE " + TEAM + "/members/{conversationMember-id}", this::removeMember);
        router.add("GET " + TEAM + "/channels", this::channels);
        router.add("GET " + TEAM + "/allChannels", this::channels);
        router.add("GET " + TEAM + "/primaryChannel", this::primaryChannel);
        router.add("POST " + TEAM + "/channels", this::createChannel);
        router.add("GET " + CHANNEL, this::channel);
        router.add("GET " + CHANNEL + "/members", this::channelMembers);
        router.add("GET " + CHANNEL + "/allMembers", this::channelMembers);
        router.add("GET " + CHANNEL + "/members/{conversationMember-id}", this::channelMember);
    }

    private Reply teams(GraphRequest request) {
        return collection(
                request, "teams", GraphReplies.items(tenant.teams(), t -> out -> out.writeObject(json.team(t))));
    }

    private Reply team(GraphRequest request) {
        var team = access.team(request);
        return GraphReplies.ok(
                out -> DirectoryJson.writeEntity(out, request.apiUrl() + "/$metadata#teams/$entity", json.team(team)));
    }

    private Reply channels(GraphRequest request) {
        var team = access.team(request);
        Collection<Channel> visible = team.channels().stream()
                .filter(c -> c.isStandard() || isVisible(c, request))
                .toList();
        return collection(
                request,
                "teams('" + team.id() + "')/channels",
                GraphReplies.items(visible, c -> out -> out.writeObject(json.channel(c))));
    }

    private static boolean isVisible(Channel channel, GraphRequest request) {
        return request.caller().user().map(u -> channel.roster().has(u.id())).orElse(true);
    }

    private Reply channel(GraphRequest request) {
        return channelReply(request, access.channel(request));
    }

    private Reply primaryChannel(GraphRequest request) {
        return channelReply(request, access.team(request).channels().iterator().next());
    }

    private Reply channelReply(GraphRequest request, Channel channel) {
        var context = request.apiUrl() + "/$metadata#teams('" + channel.teamId() + "')/channels/$entity";
        return GraphReplies.ok(out -> DirectoryJson.writeEntity(out, context, json.channel(channel)));
    }

    private Reply createChannel(GraphRequest request) {
        var team = access.team(request);
        var body = request.json();
        var name = Json.text(body, "displayName").orElse("").trim();
        var type = Json.text(body, "membershipType").orElse(Channel.STANDARD);
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw GraphFault.badRequest("Channel name must have 1 to 50 characters.");
        }
        if (!Set.of(Channel.STANDARD, "private", "shared").contains(type)) {
            throw GraphFault.badRequest("Invalid value for membershipType.");
        }
        if (team.channels().stream().anyMatch(c -> c.displayName().equalsIgnoreCase(name))) {
            throw GraphFault.badRequest("Channel name already existed, please use other name.");
        }
        var id = "19:" + tenant.hex(32) + "@thread.tacv2";
        var channel = tenant.openChannel(
                team, id, name, Json.text(body, "description").orElse(""), type);
        if (!channel.isStandard()) {
            request.caller().user().ifPresent(u -> channel.roster().add(tenant.member(u, true)));
            boundUsers(body.path("members")).forEach(p -> channel.roster().add(tenant.member(p, false)));
        }
        var context = request.apiUrl() + "/$metadata#teams('" + team.id() + "')/channels/$entity";
        return GraphReplies.created(out -> DirectoryJson.writeEntity(out, context, json.channel(channel)));
    }

    private Reply teamMembers(GraphRequest request) {
        var team = access.team(request);
        return members(request, "teams('" + team.id() + "')/members", team.roster());
    }

    private Reply channelMembers(GraphRequest request) {
        var channel = access.channel(request);
        return members(request, channel.conversation().place().contextPath() + "/members", channel.roster());
    }

    private Reply channelMember(GraphRequest request) {
        var channel = access.channel(request);
        var member = channel.roster()
                .byMembership(request.param("conversationMember-id"))
                .orElseThrow(() -> GraphFault.notFound("Member not found."));
        var context = request.apiUrl() + "/$metadata#"
                + channel.conversation().place().contextPath() + "/members/$entity";
        return GraphReplies.ok(out -> DirectoryJson.writeEntity(out, context, json.member(member)));
    }

    private Reply members(GraphRequest request, String context, Roster roster) {
        return collection(
                request, context, GraphReplies.items(roster.members(), m -> out -> out.writeObject(json.member(m))));
    }

    private Reply addMember(GraphRequest request) {
        var team = access.team(request);
        var person = boundUser(request.json());
        if (team.roster().has(person.id())) {
            throw GraphFault.badRequest("User is already a member of the team.");
        }
        var member = tenant.member(person, roles(request.json()).contains("owner"));
        team.roster().add(member);
        var context = request.apiUrl() + "/$metadata#teams('" + team.id() + "')/members/$entity";
        return GraphReplies.created(out -> DirectoryJson.writeEntity(out, context, json.member(member)));
    }

    private Reply removeMember(GraphRequest request) {
        if (!access.team(request).roster().remove(request.param("conversationMember-id"))) {
            throw GraphFault.notFound("Member not found.");
        }
        return GraphReplies.noContent();
    }

    private static Reply collection(GraphRequest request, String context, List<Json.Body> items) {
        return GraphReplies.collection(request.apiUrl() + "/$metadata#" + context, Optional.empty(), items);
    }

    List<Person> boundUsers(JsonNode members) {
        var people = new ArrayList<Person>();
        members.forEach(m -> people.add(boundUser(m)));
        return people;
    }

    /** The user of a membership in a request: {@code user@odata.bind}, by id or principal name. */
    Person boundUser(JsonNode member) {
        var bind = Json.text(member, "user@odata.bind").orElse("");
        var matcher = BOUND_USER.matcher(bind);
        if (!matcher.matches()) {
            throw GraphFault.badRequest("Bad bind request: user@odata.bind is missing or malformed.");
        }
        var id = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return tenant.person(id)
                .orElseThrow(() -> GraphFault.badRequest("Invalid user specified in the bind request."));
    }

    static List<String> roles(JsonNode member) {
        var roles = new ArrayList<String>();
        member.path("roles").forEach(r -> roles.add(r.asText()));
        return roles;
    }
}
