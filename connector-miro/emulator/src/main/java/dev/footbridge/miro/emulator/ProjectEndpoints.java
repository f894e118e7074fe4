package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects of a team, their members and settings. */
final class ProjectEndpoints {
    private static final int MAX_PAGE = 100;
    private static final List<String> ROLES = List.of("owner", "editor", "viewer", "commentator", "coowner");

    private final Office office;

    ProjectEndpoints(Office office) {
        this.office = office;
    }

    void register(MiroApi api) {
        office.on(
                api,
                "enterprise-get-projects",
                call -> Reply.json(Paging.byLastId(
                        call,
                        List.copyOf(office.team(call).projects.values()),
                        MAX_PAGE,
                        project -> project.id,
                        ProjectEndpoints::json)));
        office.on(api, "enterprise-get-project", call -> Reply.json(json(project(call))));
        office.on(api, "enterprise-create-project", this::create);
        office.on(api, "enterprise-update-project", call -> {
            Company.Project project = project(call);
            project.name = Office.name(call.body());
            return Reply.json(json(project));
        });
        office.on(api, "enterprise-delete-project", this::delete);
        office.on(api, "enterprise-get-project-settings", call -> Reply.json(settings(project(call))));
        office.on(api, "enterprise-update-project-settings", this::changeSettings);
        office.on(
                api,
                "enterprise-get-project-members",
                call -> Reply.json(Paging.byLastId(
                        call,
                        List.copyOf(project(call).members.entrySet()),
                        MAX_PAGE,
                        Map.Entry::getKey,
                        this::member)));
        office.on(api, "enterprise-get-project-member", call -> Reply.json(member(memberOf(call))));
        office.on(api, "enterprise-add-project-member", this::addMember);
        office.on(api, "enterprise-update-project-member", this::changeMember);
        office.on(
                api,
                "enterprise-delete-project-member",
                call -> Office.gone(project(call).members.remove(call.path("member_id")) != null, "Project member"));
    }

    private Reply create(Call call) {
        Company.Team team = office.team(call);
        Office.room(team.projects);
        Company.Project project = new Company.Project(Long.toString(office.world.nextId()), Office.name(call.body()));
        project.members.put(call.user().id(), "owner");
        team.projects.put(project.id, project);
        return Reply.json(201, json(project));
    }

    private Reply delete(Call call) {
        Company.Project project = project(call);
        office.team(call).projects.remove(project.id);
        office.world
                .boards
                .values()
                .forEach(board -> board.projectId = board.projectId.filter(id -> !id.equals(project.id)));
        return Reply.empty(204);
    }

    private Reply changeSettings(Call call) {
        Company.Project project = project(call);
        JsonNode sharing = call.body().path("sharingPolicySettings");
        if (sharing.has("teamAccess")) {
            project.teamAccess = Office.choice(sharing, "teamAccess", List.of("private", "view"));
        }
        return Reply.json(settings(project));
    }

    private Reply addMember(Call call) {
        Company.Project project = project(call);
        JsonNode body = call.body();
        MiroUser user = office.byMail(Nodes.text(body, "email"));
        String role = Office.choice(body, "role", ROLES);
        if (project.members.putIfAbsent(user.id(), role) != null) {
            throw MiroFault.conflict("The user is a member already");
        }
        return Reply.json(201, member(Map.entry(user.id(), role)));
    }

    private Reply changeMember(Call call) {
        Map.Entry<String, String> member = memberOf(call);
        project(call).members.put(member.getKey(), Office.choice(call.body(), "role", ROLES));
        return Reply.json(member(memberOf(call)));
    }

    private Company.Project project(Call call) {
        return Office.found(office.team(call).projects, call.path("project_id"), "Project");
    }

    private Map.Entry<String, String> memberOf(Call call) {
        String id = call.path("member_id");
        return Map.entry(id, Office.found(project(call).members, id, "Project member"));
    }

    private static ObjectNode json(Company.Project project) {
        return Nodes.object().put("id", project.id).put("name", project.name).put("type", "project");
    }

    private static ObjectNode settings(Company.Project project) {
        ObjectNode json = Nodes.object();
        json.putObject("sharingPolicySettings").put("teamAccess", project.teamAccess);
        return json.put("type", "project_settings");
    }

    private ObjectNode member(Map.Entry<String, String> member) {
        String email = Optional.of(member.getKey())
                .flatMap(office.world::user)
                .map(MiroUser::email)
                .orElse("");
        return Nodes.object()
                .put("id", member.getKey())
                .put("email", email)
                .put("role", member.getValue())
                .put("type", "project_member");
    }
}
