package dev.footbridge.miro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Page;
import dev.footbridge.http.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Teams, user groups or projects: named units with members, all handled in the same way.
 *
 * @see <a href="https://developers.miro.com/reference/enterprise-get-teams">teams</a>
 * @see <a href="https://developers.miro.com/reference/enterprise-get-groups">user groups</a>
 * @see <a href="https://developers.miro.com/reference/enterprise-get-projects">projects</a>
 */
public final class MiroEnterpriseUnits {

    /** The vendor's operation ids of each kind; an empty one does not exist. */
    enum Kind {
        TEAM(
                "team_id",
                "enterprise-get-teams",
                "enterprise-get-team",
                "enterprise-create-team",
                "enterprise-update-team",
                "enterprise-delete-team",
                "enterprise-get-team-members",
                "enterprise-invite-team-member",
                "enterprise-update-team-member",
                "enterprise-delete-team-member",
                "enterprise-get-team-settings",
                "enterprise-update-team-settings",
                "enterprise-teams-get-groups"),
        GROUP(
                "group_id",
                "enterprise-get-groups",
                "enterprise-get-group",
                "enterprise-create-group",
                "enterprise-update-group",
                "enterprise-delete-group",
                "enterprise-get-group-members",
                "enterprise-create-group-member",
                "",
                "enterprise-delete-group-member",
                "",
                "",
                ""),
        PROJECT(
                "project_id",
                "enterprise-get-projects",
                "enterprise-get-project",
                "enterprise-create-project",
                "enterprise-update-project",
                "enterprise-delete-project",
                "enterprise-get-project-members",
                "enterprise-add-project-member",
                "enterprise-update-project-member",
                "enterprise-delete-project-member",
                "enterprise-get-project-settings",
                "enterprise-update-project-settings",
                "enterprise-projects-get-groups");

        private final String parameter;
        private final List<String> operations;

        Kind(String parameter, String... operations) {
            this.parameter = parameter;
            this.operations = List.of(operations);
        }

        /** All operations that exist, for tests and documentation. */
        List<String> operations() {
            return operations.stream().filter(name -> !name.isEmpty()).toList();
        }
    }

    private enum Verb {
        LIST,
        GET,
        CREATE,
        RENAME,
        DELETE,
        MEMBERS,
        ADD,
        CHANGE,
        REMOVE,
        SETTINGS,
        SET,
        GROUPS
    }

    /** A team, a group or a project. */
    public record Unit(String id, String name, Optional<String> description) {
        /** Never the name. */
        @Override
        public String toString() {
            return "Unit[" + id + "]";
        }
    }

    /**
     * A member.
     *
     * @param email teams do not tell it
     * @param role as Miro writes it; groups have none
     */
    public record Member(String id, Optional<String> email, Optional<String> role) {
        /** Never the address. */
        @Override
        public String toString() {
            return "Member[" + id + "]";
        }
    }

    private final MiroEnterpriseCalls calls;
    private final Kind kind;
    private final Map<String, String> ids;

    MiroEnterpriseUnits(MiroEnterpriseCalls calls, Kind kind, Map<String, String> ids) {
        this.calls = calls;
        this.kind = kind;
        this.ids = ids;
    }

    /** All of them. */
    public Page<Unit> list(Optional<String> cursor) throws ConnectorException, InterruptedException {
        return calls.page(operation(Verb.LIST), ids, Map.of(), cursor, MiroEnterpriseUnits::unit);
    }

    /** One of them. */
    public Unit get(String id) throws ConnectorException, InterruptedException {
        return calls.one(operation(Verb.GET), of(id), MiroEnterpriseUnits::unit);
    }

    /** Makes one; a name has at most 60 characters. */
    public Unit create(String name) throws ConnectorException, InterruptedException {
        return unit(
                calls.call(operation(Verb.CREATE), ids, Map.of(), Json.object().put("name", name)));
    }

    /** Gives it another name. */
    public Unit rename(String id, String name) throws ConnectorException, InterruptedException {
        return unit(calls.call(
                operation(Verb.RENAME), of(id), Map.of(), Json.object().put("name", name)));
    }

    /** Deletes it for good. */
    public void delete(String id) throws ConnectorException, InterruptedException {
        calls.call(operation(Verb.DELETE), of(id), Map.of(), null);
    }

    /** Who belongs to it. */
    public Page<Member> members(String id, Optional<String> cursor) throws ConnectorException, InterruptedException {
        return calls.page(operation(Verb.MEMBERS), of(id), Map.of(), cursor, MiroEnterpriseUnits::member);
    }

    /** Adds a person of the organisation, to a team also anybody else; groups take no role. */
    public Member add(String id, String email, Optional<String> role) throws ConnectorException, InterruptedException {
        ObjectNode body = Json.object().put("email", email);
        role.ifPresent(word -> body.put("role", word));
        return member(calls.call(operation(Verb.ADD), of(id), Map.of(), body));
    }

    /** Gives a member another role; {@code UNSUPPORTED} for groups. */
    public Member changeRole(String id, String member, String role) throws ConnectorException, InterruptedException {
        return member(calls.call(
                operation(Verb.CHANGE), of(id, member), Map.of(), Json.object().put("role", role)));
    }

    /** Takes a member out. */
    public void remove(String id, String member) throws ConnectorException, InterruptedException {
        calls.call(operation(Verb.REMOVE), of(id, member), Map.of(), null);
    }

    /** Settings by their paths, such as {@code sharingPolicySettings.teamAccess}; {@code UNSUPPORTED} for groups. */
    public Map<String, String> settings(String id) throws ConnectorException, InterruptedException {
        return calls.one(operation(Verb.SETTINGS), of(id), MiroEnterpriseCalls::flat);
    }

    /** Changes the setting with this path, group and name; {@code UNSUPPORTED} for groups. */
    public Map<String, String> changeSetting(String id, String path, String value)
            throws ConnectorException, InterruptedException {
        String operation = operation(Verb.SET);
        int dot = path.indexOf('.');
        if (dot <= 0 || path.indexOf('.', dot + 1) >= 0) {
            throw ConnectorException.of(
                    ConnectorException.Kind.REJECTED, "odd_path", "A setting has a path of a group and a name");
        }
        ObjectNode body = Json.object();
        body.putObject(path.substring(0, dot)).put(path.substring(dot + 1), value);
        return MiroEnterpriseCalls.flat(calls.call(operation, of(id), Map.of(), body));
    }

    /** The user groups that belong to it, with their roles; {@code UNSUPPORTED} for groups. */
    public Page<Member> groups(String id, Optional<String> cursor) throws ConnectorException, InterruptedException {
        Map<String, String> path = Map.of(kind.parameter, id);
        return calls.page(operation(Verb.GROUPS), path, Map.of(), cursor, MiroEnterpriseUnits::member);
    }

    private Map<String, String> of(String id) {
        Map<String, String> path = new HashMap<>(ids);
        path.put(kind.parameter, id);
        return path;
    }

    private Map<String, String> of(String id, String member) {
        Map<String, String> path = of(id);
        path.put("member_id", member);
        return path;
    }

    private String operation(Verb verb) throws ConnectorException {
        String name = kind.operations.get(verb.ordinal());
        if (name.isEmpty()) {
            throw ConnectorException.of(
                    ConnectorException.Kind.UNSUPPORTED, "no_such_operation", "User groups have no such thing");
        }
        return name;
    }

    private static Unit unit(JsonNode json) {
        return new Unit(
                MiroEnterpriseCalls.text(json, "id"),
                MiroEnterpriseCalls.text(json, "name"),
                Json.nonBlank(json, "description"));
    }

    private static Member member(JsonNode json) {
        return new Member(
                MiroEnterpriseCalls.text(json, "id"), Json.nonBlank(json, "email"), Json.nonBlank(json, "role"));
    }
}
