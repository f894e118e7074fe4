package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Teams, their members and settings. */
final class TeamEndpoints {
    private static final int MAX_PAGE = 100;
    private static final List<String> ROLES = List.of("member", "admin");

    private final Office office;
    private final AuditLog audit;

    TeamEndpoints(Office office, AuditLog audit) {
        this.office = office;
        this.audit = audit;
    }

    void register(MiroApi api) {
        office.on(api, "enterprise-get-teams", this::list);
        office.on(api, "enterprise-get-team", call -> Reply.json(json(office.team(call))));
        office.on(api, "enterprise-create-team", this::create);
        office.on(api, "enterprise-update-team", this::rename);
        office.on(api, "enterprise-delete-team", this::delete);
        office.on(api, "enterprise-get-team-members", this::members);
        office.on(api, "enterprise-invite-team-member", this::invite);
        office.on(api, "enterprise-get-team-member", call -> Reply.json(json(office.team(call), member(call))));
        office.on(api, "enterprise-update-team-member", this::changeMember);
        office.on(api, "enterprise-delete-team-member", this::removeMember);
        office.on(
                api,
                "enterprise-get-default-team-settings",
                call -> Reply.json(TeamSettings.usual("default").without("teamId")));
        office.on(
                api,
                "enterprise-get-team-settings",
                call -> Reply.json(office.team(call).settings.deepCopy()));
        office.on(api, "enterprise-update-team-settings", call -> {
            Company.Team team = office.team(call);
            TeamSettings.change(team.settings, call.body());
            return Reply.json(team.settings.deepCopy());
        });
    }

    private Reply list(Call call) {
        String part = call.query("name").orElse("").toLowerCase(Locale.ROOT);
        List<Company.Team> teams = office.company.teams.values().stream()
                .filter(team -> team.name.toLowerCase(Locale.ROOT).contains(part))
                .toList();
        return Reply.json(Paging.byLastId(call, teams, MAX_PAGE, team -> team.id, TeamEndpoints::json));
    }

    private Reply create(Call call) {
        Office.room(office.company.teams);
        String id = Long.toString(office.world.nextId());
        Company.Team team = new Company.Team(
                id,
                Office.name(call.body()),
                TeamSettings.usual(id),
                office.company.labels.get(1).id());
        office.company.teams.put(id, team);
        Instant now = office.world.now();
        String creator = call.user().id();
        team.members.put(creator, new Company.TeamMember(creator, "admin", now, creator, now));
        audit.add("team_created", "team", creator, id, team.name);
        return Reply.json(201, json(team));
    }

    private Reply rename(Call call) {
        Company.Team team = office.team(call);
        team.name = Office.name(call.body());
        if (team.id.equals(World.TEAM_ID)) {
            office.world.teamName = team.name;
        }
        return Reply.json(json(team));
    }

    private Reply delete(Call call) {
        Company.Team team = office.team(call);
        if (team.id.equals(World.TEAM_ID)) {
            throw MiroFault.of(400, "badRequest", "The last team with boards cannot be deleted");
        }
        office.company.teams.remove(team.id);
        audit.add("team_deleted", "team", call.user().id(), team.id, team.name);
        return Reply.empty(204);
    }

    private Reply members(Call call) {
        Company.Team team = office.team(call);
        List<Company.TeamMember> members = team.members.values().stream()
                .filter(member -> call.query("role")
                        .filter(role -> !role.equals(member.role()))
                        .isEmpty())
                .toList();
        return Reply.json(
                Paging.byLastId(call, members, MAX_PAGE, Company.TeamMember::userId, member -> json(team, member)));
    }

    private Reply invite(Call call) {
        Company.Team team = office.team(call);
        JsonNode body = call.body();
        MiroUser user = office.byMail(Nodes.text(body, "email"));
        String role = body.has("role") ? Office.choice(body, "role", ROLES) : "member";
        if (team.members.containsKey(user.id())) {
            throw MiroFault.conflict("The user is a member already");
        }
        Instant now = office.world.now();
        Company.TeamMember member =
                new Company.TeamMember(user.id(), role, now, call.user().id(), now);
        team.members.put(user.id(), member);
        return Reply.json(201, json(team, member));
    }

    private Reply changeMember(Call call) {
        Company.Team team = office.team(call);
        Company.TeamMember old = member(call);
        Company.TeamMember member = new Company.TeamMember(
                old.userId(),
                Office.choice(call.body(), "role", ROLES),
                old.createdAt(),
                old.createdBy(),
                office.world.now());
        team.members.put(member.userId(), member);
        return Reply.json(json(team, member));
    }

    private Reply removeMember(Call call) {
        Company.Team team = office.team(call);
        boolean lastAdmin = member(call).role().equals("admin")
                && team.members.values().stream()
                                .filter(member -> member.role().equals("admin"))
                                .count()
                        == 1;
        if (lastAdmin) {
            throw MiroFault.of(400, "badRequest", "The last admin cannot leave");
        }
        team.members.remove(call.path("member_id"));
        return Reply.empty(204);
    }

    private Company.TeamMember member(Call call) {
        return Office.found(office.team(call).members, call.path("member_id"), "Team member");
    }

    private static ObjectNode json(Company.Team team) {
        return Nodes.object().put("id", team.id).put("name", team.name).put("type", "team");
    }

    private static ObjectNode json(Company.Team team, Company.TeamMember member) {
        return Nodes.object()
                .put("id", member.userId())
                .put("role", member.role())
                .put("createdAt", Nodes.time(member.createdAt()))
                .put("createdBy", member.createdBy())
                .put("modifiedAt", Nodes.time(member.modifiedAt()))
                .put("modifiedBy", member.createdBy())
                .put("teamId", team.id)
                .put("type", "team-member");
    }
}
