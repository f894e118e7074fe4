package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.Reply;
import java.util.Optional;
import java.util.regex.Pattern;

/** Members of security groups. */
final class GroupEndpoints {
    private static final String MEMBERS = "/groups/{group-id}/members";
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 999;
    private static final Pattern REFERENCE = Pattern.compile(".*/(?:directoryObjects|users)/([^/]+)");

    private final Tenant tenant;
    private final DirectoryJson json;

    GroupEndpoints(Tenant tenant, DirectoryJson json) {
        this.tenant = tenant;
        this.json = json;
    }

    void register(GraphRouter router) {
        router.add("GET " + MEMBERS, this::members);
        router.add("POST " + MEMBERS + "/$ref", this::add);
        router.add("DELETE " + MEMBERS + "/{directoryObject-id}/$ref", this::remove);
    }

    private SecurityGroup group(GraphRequest request) {
        var id = request.param("group-id");
        return tenant.group(id).orElseThrow(() -> GraphFault.directoryObjectNotFound(id));
    }

    private Reply members(GraphRequest request) {
        var group = group(request);
        var from = request.option("$skiptoken").map(UserEndpoints::position).orElse(0);
        var top = request.top(PAGE, MAX_PAGE);
        var found = group.members().stream().skip(from).toList();
        var page = found.subList(0, Math.min(top, found.size()));
        var next = found.size() > top
                ? Optional.of(request.apiUrl() + "/groups/" + group.id() + "/members?$top=" + top + "&$skiptoken="
                        + Paging.write("u" + (from + top)))
                : Optional.<String>empty();
        return GraphReplies.collection(
                request.apiUrl() + "/$metadata#directoryObjects", next, GraphReplies.items(page, person -> out -> {
                    var user = json.user(person, request.option("$select"));
                    user.put("@odata.type", "#microsoft.graph.user");
                    out.writeObject(user);
                }));
    }

    private Reply add(GraphRequest request) {
        var group = group(request);
        var reference = REFERENCE.matcher(request.json().path("@odata.id").asText());
        if (!reference.matches()) {
            throw GraphFault.of(400, "Request_BadRequest", "Invalid URL format specified in the @odata.id.");
        }
        var person = tenant.requirePerson(reference.group(1));
        if (!group.add(person)) {
            throw GraphFault.of(
                    400,
                    "Request_BadRequest",
                    "One or more added object references already exist for the following modified properties: 'members'.");
        }
        return GraphReplies.noContent();
    }

    private Reply remove(GraphRequest request) {
        var group = group(request);
        var id = request.param("directoryObject-id");
        if (!tenant.person(id).map(group::remove).orElse(false)) {
            throw GraphFault.directoryObjectNotFound(id);
        }
        return GraphReplies.noContent();
    }
}
