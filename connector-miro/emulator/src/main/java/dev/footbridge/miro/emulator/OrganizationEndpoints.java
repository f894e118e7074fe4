package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.Arrays;
import java.util.List;

/** The organization, its members, and signing them out. */
final class OrganizationEndpoints {
    private static final int MAX_PAGE = 100;
    private static final int LICENSES = 50;

    private final Office office;
    private final AuditLog audit;

    OrganizationEndpoints(Office office, AuditLog audit) {
        this.office = office;
        this.audit = audit;
    }

    void register(MiroApi api) {
        office.on(
                api,
                "enterprise-get-organization",
                call -> Reply.json(Nodes.object()
                        .put("id", World.ORGANIZATION_ID)
                        .put("fullLicensesPurchased", LICENSES)
                        .put("name", office.world.organizationName)
                        .put("plan", "company")
                        .put("type", "organization")));
        office.on(api, "enterprise-get-organization-members", this::members);
        office.on(
                api,
                "enterprise-get-organization-member",
                call -> Reply.json(office.world
                        .user(call.path("member_id"))
                        .map(this::member)
                        .orElseThrow(() -> MiroFault.notFound("Member"))));
        office.on(api, "enterprise-post-user-sessions-reset", this::resetSessions);
    }

    /** By mail it is a plain array, otherwise a page. */
    private Reply members(Call call) {
        List<MiroUser> users = office.world.users().stream()
                .filter(user -> matches(call, member(user)))
                .toList();
        if (call.query("emails").isEmpty()) {
            return Reply.json(Paging.byLastId(call, users, MAX_PAGE, MiroUser::id, this::member));
        }
        List<String> mails = Arrays.asList(call.query("emails").get().split(","));
        ArrayNode found = Nodes.array();
        users.stream()
                .filter(user -> mails.contains(user.email()))
                .map(this::member)
                .forEach(found::add);
        return Reply.json(found);
    }

    private static boolean matches(Call call, ObjectNode member) {
        return List.of("role", "license", "active").stream()
                .allMatch(name -> call.query(name)
                        .filter(wanted -> !wanted.equals(Nodes.text(member, name)))
                        .isEmpty());
    }

    private ObjectNode member(MiroUser user) {
        boolean admin = office.company.isAdmin(user.id());
        ObjectNode json = Nodes.object()
                .put("id", user.id())
                .put("active", true)
                .put("email", user.email())
                .put("lastActivityAt", Nodes.time(office.world.clock.instant()))
                .put("license", "full")
                .put("role", admin ? "organization_internal_admin" : "organization_internal_user")
                .put("type", "organization-member");
        ArrayNode roles = json.putArray("adminRoles");
        if (admin) {
            roles.addObject().put("type", "prebuilt").put("name", "Company Admin");
        }
        return json;
    }

    private Reply resetSessions(Call call) {
        MiroUser user =
                office.world.userByMail(call.requiredQuery("email")).orElseThrow(() -> MiroFault.notFound("User"));
        audit.add("user_sessions_reset", "authentication", call.user().id(), user.id(), user.name());
        return Reply.empty(200);
    }
}
