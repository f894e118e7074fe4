package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an Enterprise plan has beside boards: teams, groups, projects, labels. Read and change it with the world locked. */
final class Company {
    static final int MAX_OF_A_KIND = 10_000;

    /** A team; {@code members} are user ids, {@code groups} ids of user groups. */
    static final class Team {
        final String id;
        String name;
        final ObjectNode settings;
        final Map<String, TeamMember> members = new LinkedHashMap<>();
        final Map<String, Project> projects = new LinkedHashMap<>();
        final Set<String> groups = new LinkedHashSet<>();
        boolean classifies = true;
        String defaultLabel;

        Team(String id, String name, ObjectNode settings, String defaultLabel) {
            this.id = id;
            this.name = name;
            this.settings = settings;
            this.defaultLabel = defaultLabel;
        }
    }

    record TeamMember(String userId, String role, Instant createdAt, String createdBy, Instant modifiedAt) {}

    /** A project of a team, which the client calls a space; roles by id of the user or group. */
    static final class Project {
        final String id;
        String name;
        String teamAccess = "private";
        final Map<String, String> members = new LinkedHashMap<>();
        final Map<String, String> groups = new LinkedHashMap<>();

        Project(String id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    /** A group of people of the organization. */
    static final class UserGroup {
        final String id;
        String name;
        String description;
        final Set<String> members = new LinkedHashSet<>();

        UserGroup(String id, String name, String description) {
            this.id = id;
            this.name = name;
            this.description = description;
        }
    }

    record Label(String id, String name, String color, String description, String sharing, boolean usual) {}

    final Map<String, Team> teams = new LinkedHashMap<>();
    final Map<String, UserGroup> groups = new LinkedHashMap<>();
    final Map<String, Map<String, String>> boardGroups = new LinkedHashMap<>();
    final Map<String, String> boardLabels = new LinkedHashMap<>();
    final List<Label> labels;
    private final Set<String> admins = new LinkedHashSet<>();

    private Company(World world) {
        labels = List.of(
                label(world, "public", "#ADE6C4", "Anybody may see it", "NO_SHARING_RESTRICTIONS", false),
                label(world, "internal", "#F5DC80", "Boards for the organization", "ONLY_WITHIN_ORGANIZATION", true),
                label(world, "secret", "#F0A5A5", "Boards for few", "ONLY_WITH_AUTHORIZED_TEAM_MEMBERS", false));
    }

    private static Label label(
            World world, String name, String color, String description, String sharing, boolean usual) {
        return new Label(Long.toString(world.nextId()), name, color, description, sharing, usual);
    }

    /** The team of all boards and a second one, a group of all people, and a project. */
    static Company seeded(World world) {
        Company company = new Company(world);
        String usual = company.labels.get(1).id();
        Team team = new Team(World.TEAM_ID, world.teamName, TeamSettings.usual(World.TEAM_ID), usual);
        company.teams.put(team.id, team);
        String other = Long.toString(world.nextId());
        company.teams.put(other, new Team(other, "Research", TeamSettings.usual(other), usual));
        UserGroup everybody = new UserGroup(Long.toString(world.nextId()), "Everybody", "All people");
        company.groups.put(everybody.id, everybody);
        team.groups.add(everybody.id);
        Project project = new Project(Long.toString(world.nextId()), "Launch");
        team.projects.put(project.id, project);
        for (MiroUser user : world.users()) {
            Instant at = world.now();
            boolean admin = company.admins.size() < 2;
            if (admin) {
                company.admins.add(user.id());
            }
            team.members.put(user.id(), new TeamMember(user.id(), admin ? "admin" : "member", at, user.id(), at));
            everybody.members.add(user.id());
            project.members.put(user.id(), admin ? "owner" : "editor");
        }
        return company;
    }

    /** Company admins: the app's account and the first person. */
    boolean isAdmin(String userId) {
        return admins.contains(userId);
    }

    Optional<Label> labelOf(String boardId) {
        return Optional.ofNullable(boardLabels.get(boardId)).flatMap(this::label);
    }

    Optional<Label> label(String id) {
        return labels.stream().filter(label -> label.id().equals(id)).findFirst();
    }
}
