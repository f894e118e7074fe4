package dev.footbridge.gchat.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Set;

/** Members of groups, in the Directory API. Errors come in the older form. */
final class GroupMethods {
    private static final int MAXIMUM = 200;

    private final Domain domain;
    private final Groups groups;

    GroupMethods(Domain domain, Groups groups) {
        this.domain = domain;
        this.groups = groups;
    }

    void register(ChatApi api) {
        api.add("directory.members.list", this::list);
        api.add("directory.members.insert", this::insert);
        api.add("directory.members.delete", this::delete);
    }

    private Set<String> group(Call call) {
        return groups.members(call.param("groupKey")).orElseThrow(() -> notFound("groupKey"));
    }

    private ChatUser person(String key) {
        return domain.user(key)
                .filter(user -> user.id().equals(key) || user.email().equalsIgnoreCase(key))
                .filter(user -> !user.bot())
                .orElseThrow(() -> notFound("memberKey"));
    }

    private static ReasonFault notFound(String what) {
        return ReasonFault.of(404, "notFound", "Resource Not Found: " + what);
    }

    private ObjectNode json(ChatUser user) {
        return Json.object()
                .put("kind", "admin#directory#member")
                .put("id", user.id())
                .put("email", user.email())
                .put("role", "MEMBER")
                .put("type", "USER")
                .put("status", "ACTIVE");
    }

    private Reply list(Call call) {
        List<ChatUser> members = group(call).stream().map(this::person).toList();
        ObjectNode page =
                Pages.page(call, "members", members, call.pageSize("maxResults", MAXIMUM, MAXIMUM), this::json);
        return Reply.json(page.put("kind", "admin#directory#members"));
    }

    private Reply insert(Call call) {
        Set<String> group = group(call);
        String address = Json.text(call.body(), "email");
        if (address.isEmpty()) {
            throw ReasonFault.of(400, "required", "Missing required field: memberKey");
        }
        ChatUser user = person(address);
        if (!group.add(user.id())) {
            throw ReasonFault.of(409, "duplicate", "Member already exists.");
        }
        return Reply.json(json(user));
    }

    private Reply delete(Call call) {
        if (!group(call).remove(person(call.param("memberKey")).id())) {
            throw notFound("memberKey");
        }
        return Reply.empty(204);
    }
}
