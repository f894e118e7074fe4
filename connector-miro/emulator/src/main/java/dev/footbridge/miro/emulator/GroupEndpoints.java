package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Set;

/** Groups of people and who is in them. */
final class GroupEndpoints {
    private static final int MAX_PAGE = 100;
    private static final int MAX_DESCRIPTION = 300;
    private static final int MAX_CHANGES = 500;

    private final Office office;

    GroupEndpoints(Office office) {
        this.office = office;
    }

    void register(MiroApi api) {
        office.on(
                api,
                "enterprise-get-groups",
                call -> Reply.json(Paging.byLastId(
                        call,
                        List.copyOf(office.company.groups.values()),
                        MAX_PAGE,
                        group -> group.id,
                        GroupEndpoints::json)));
        office.on(api, "enterprise-get-group", call -> Reply.json(json(group(call))));
        office.on(api, "enterprise-create-group", this::create);
        office.on(api, "enterprise-update-group", this::change);
        office.on(api, "enterprise-delete-group", this::delete);
        office.on(
                api,
                "enterprise-get-group-members",
                call -> Reply.json(
                        Paging.byLastId(call, List.copyOf(group(call).members), MAX_PAGE, id -> id, this::member)));
        office.on(api, "enterprise-get-group-member", call -> Reply.json(member(memberOf(call))));
        office.on(api, "enterprise-create-group-member", this::add);
        office.on(
                api,
                "enterprise-delete-group-member",
                call -> Office.gone(group(call).members.remove(call.path("member_id")), "Group member"));
        office.on(api, "enterprise-update-group-members", this::changeMembers);
    }

    private Company.UserGroup group(Call call) {
        return office.group(call.path("group_id"));
    }

    private Reply create(Call call) {
        JsonNode body = call.body();
        Office.room(office.company.groups);
        Company.UserGroup group =
                new Company.UserGroup(Long.toString(office.world.nextId()), Office.name(body), description(body, ""));
        if (office.company.groups.values().stream().anyMatch(other -> other.name.equals(group.name))) {
            throw MiroFault.conflict("A group with this name exists");
        }
        office.company.groups.put(group.id, group);
        return Reply.json(201, json(group));
    }

    private Reply change(Call call) {
        Company.UserGroup group = group(call);
        JsonNode body = call.body();
        String name = body.has("name") ? Office.name(body) : group.name;
        group.description = description(body, group.description);
        group.name = name;
        return Reply.json(json(group));
    }

    private static String description(JsonNode body, String before) {
        return Office.limited(Nodes.optional(body, "description").orElse(before), "description", 0, MAX_DESCRIPTION);
    }

    private Reply delete(Call call) {
        Company.UserGroup group = group(call);
        office.company.groups.remove(group.id);
        office.company.boardGroups.values().forEach(roles -> roles.remove(group.id));
        office.company.teams.values().forEach(team -> {
            team.groups.remove(group.id);
            team.projects.values().forEach(project -> project.groups.remove(group.id));
        });
        return Reply.empty(204);
    }

    private Reply add(Call call) {
        MiroUser user = office.byMail(Nodes.text(call.body(), "email"));
        if (!group(call).members.add(user.id())) {
            throw MiroFault.conflict("The user is a member already");
        }
        return Reply.json(201, member(user.id()));
    }

    /** Every list of mails is done or refused as a whole, and told for itself. */
    private Reply changeMembers(Call call) {
        Set<String> members = group(call).members;
        JsonNode body = call.body();
        ArrayNode results = Nodes.array();
        for (String name : List.of("membersToAdd", "membersToRemove")) {
            JsonNode mails = body.path(name);
            if (mails.isMissingNode()) {
                continue;
            }
            if (mails.size() > MAX_CHANGES) {
                throw MiroFault.of(413, "payloadTooLarge", "Too many members");
            }
            results.add(changed(members, mails, name.equals("membersToAdd")));
        }
        return Reply.json(207, results);
    }

    private ObjectNode changed(Set<String> members, JsonNode mails, boolean adding) {
        ObjectNode result = Nodes.object().put("operation", adding ? "addMembers" : "removeMembers");
        ArrayNode affected = Nodes.array();
        for (JsonNode mail : mails) {
            var user = office.world.userByMail(mail.asText());
            if (user.isEmpty()) {
                result.put("status", 400)
                        .putObject("error")
                        .put("status", 400)
                        .put("code", "invalidParameters")
                        .put("message", "no such member")
                        .put("type", "error");
                return result;
            }
            affected.add(member(user.get().id()));
        }
        affected.forEach(member -> {
            String id = Nodes.text(member, "id");
            if (adding) {
                members.add(id);
            } else {
                members.remove(id);
            }
        });
        result.put("status", 200).set("affectedUsers", affected);
        return result;
    }

    private String memberOf(Call call) {
        String id = call.path("member_id");
        if (!group(call).members.contains(id)) {
            throw MiroFault.notFound("Group member");
        }
        return id;
    }

    private static ObjectNode json(Company.UserGroup group) {
        return Nodes.object()
                .put("id", group.id)
                .put("name", group.name)
                .put("description", group.description)
                .put("type", "user-group");
    }

    private ObjectNode member(String id) {
        return Nodes.object()
                .put("id", id)
                .put("email", office.world.user(id).map(MiroUser::email).orElse(""))
                .put("type", "user-group-member");
    }
}
