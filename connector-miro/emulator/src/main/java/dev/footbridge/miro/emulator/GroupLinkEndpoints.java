package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which groups are in which teams, and may do what on which boards and projects. */
final class GroupLinkEndpoints {
    private static final int MAX_PAGE = 100;
    private static final List<String> ROLES = List.of("VIEWER", "COMMENTER", "EDITOR");

    private final Office office;

    GroupLinkEndpoints(Office office) {
        this.office = office;
    }

    void register(MiroApi api) {
        office.on(
                api,
                "enterprise-groups-get-teams",
                call -> Reply.json(Paging.byLastId(
                        call,
                        office.company.teams.values().stream()
                                .filter(team -> team.groups.contains(office.group(call.path("group_id")).id))
                                .map(team -> team.id)
                                .toList(),
                        MAX_PAGE,
                        id -> id,
                        id -> row(id, "member", "user-group-team"))));
        office.on(
                api,
                "enterprise-groups-get-team",
                call -> Reply.json(row(linkedTeam(call).id, "member", "user-group-team")));
        office.on(
                api,
                "enterprise-teams-get-groups",
                call -> Reply.json(Paging.byLastId(
                        call,
                        List.copyOf(office.team(call).groups),
                        MAX_PAGE,
                        id -> id,
                        id -> row(id, "member", "team-user-group"))));
        office.on(api, "enterprise-teams-get-group", call -> {
            linkedTeam(call);
            return Reply.json(row(call.path("group_id"), "member", "team-user-group"));
        });
        office.on(api, "enterprise-teams-create-group", this::joinTeam);
        office.on(
                api,
                "enterprise-teams-delete-group",
                call -> Office.gone(office.team(call).groups.remove(call.path("group_id")), "User group"));
        office.on(api, "enterprise-boards-get-groups", call -> list(call, board(call), "board-user-group"));
        office.on(api, "enterprise-boards-create-group", call -> share(call, board(call), "board-user-group"));
        office.on(
                api,
                "enterprise-boards-delete-groups",
                call -> Office.gone(board(call).remove(call.path("group_id")) != null, "User group"));
        office.on(api, "enterprise-projects-get-groups", call -> list(call, project(call), "project-user-group"));
        office.on(api, "enterprise-project-create-group", call -> share(call, project(call), "project-user-group"));
        office.on(
                api,
                "enterprise-project-delete-groups",
                call -> Office.gone(project(call).remove(call.path("group_id")) != null, "User group"));
    }

    private Company.Team linkedTeam(Call call) {
        Company.Team team = office.team(call);
        if (!team.groups.contains(office.group(call.path("group_id")).id)) {
            throw MiroFault.notFound("User group");
        }
        return team;
    }

    private Reply joinTeam(Call call) {
        Company.UserGroup group = office.group(Nodes.text(call.body(), "userGroupId"));
        Office.choice(call.body(), "role", List.of("member"));
        if (!office.team(call).groups.add(group.id)) {
            throw MiroFault.conflict("The group is in the team already");
        }
        return Reply.json(201, row(group.id, "member", "team-user-group"));
    }

    private Map<String, String> board(Call call) {
        String id = call.path("board_id");
        Office.found(office.world.boards, id, "Board");
        return office.company.boardGroups.computeIfAbsent(id, unused -> new LinkedHashMap<>());
    }

    private Map<String, String> project(Call call) {
        String id = call.path("project_id");
        return office.company.teams.values().stream()
                .flatMap(team -> team.projects.values().stream())
                .filter(project -> project.id.equals(id))
                .findFirst()
                .map(project -> project.groups)
                .orElseThrow(() -> MiroFault.notFound("Project"));
    }

    private static Reply list(Call call, Map<String, String> roles, String type) {
        return Reply.json(Paging.byLastId(
                call,
                List.copyOf(roles.entrySet()),
                MAX_PAGE,
                Map.Entry::getKey,
                role -> row(role.getKey(), role.getValue(), type)));
    }

    /** Takes several groups and, as described, answers one. */
    private Reply share(Call call, Map<String, String> roles, String type) {
        JsonNode body = call.body();
        String role = Office.choice(body, "role", ROLES);
        JsonNode ids = body.path("userGroupIds");
        if (!ids.isArray() || ids.isEmpty()) {
            throw MiroFault.invalid("userGroupIds", "required");
        }
        ids.forEach(id -> office.group(id.asText()));
        ids.forEach(id -> roles.put(id.asText(), role));
        return Reply.json(row(ids.get(0).asText(), role, type));
    }

    private static ObjectNode row(String id, String role, String type) {
        return Nodes.object().put("id", id).put("role", role).put("type", type);
    }
}
