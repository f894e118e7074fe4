package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Map;

/** Who is on a board, and sharing it. */
final class MemberEndpoints {
    private static final int MAX_MAILS = 20;

    private final World world;
    private final BoardAccess access;
    private final BoardJson json;
    private final AuditLog audit;

    MemberEndpoints(World world, BoardAccess access, BoardJson json, AuditLog audit) {
        this.world = world;
        this.access = access;
        this.json = json;
        this.audit = audit;
    }

    void register(MiroApi api) {
        api.on("get-board-members", this::list);
        api.on("get-specific-board-member", this::get);
        api.on("share-board", this::share);
        api.on("update-board-member", this::change);
        api.on("remove-board-member", this::remove);
    }

    private Reply list(Call call) {
        Board board = access.board(call, Role.VIEWER);
        return Reply.json(Paging.byOffset(call, List.copyOf(board.members.entrySet()), json::member));
    }

    private Reply get(Call call) {
        Board board = access.board(call, Role.VIEWER);
        return Reply.json(linked(call, board, member(call, board)));
    }

    private ObjectNode linked(Call call, Board board, Map.Entry<String, Role> member) {
        ObjectNode shown = json.member(member);
        shown.putObject("links").put("self", call.base() + "/v2/boards/" + board.id + "/members/" + member.getKey());
        return shown;
    }

    /** People of the organization become members at once; to others an invitation would be mailed, which fails here. */
    private Reply share(Call call) {
        Board board = access.board(call, Role.EDITOR);
        JsonNode body = call.body();
        JsonNode mails = body.path("emails");
        if (!mails.isArray() || mails.isEmpty() || mails.size() > MAX_MAILS) {
            throw MiroFault.invalid("emails", "size must be between 1 and " + MAX_MAILS);
        }
        Role role = role(body);
        ObjectNode result = Nodes.object();
        ArrayNode failed = result.putArray("failed");
        ArrayNode successful = result.putArray("successful");
        for (JsonNode mail : mails) {
            world.userByMail(mail.asText())
                    .ifPresentOrElse(
                            user -> {
                                board.members.merge(user.id(), role, (old, given) -> old.atLeast(given) ? old : given);
                                successful.add(Long.parseLong(user.id()));
                            },
                            () -> failed.addObject().put("email", mail.asText()).put("reason", "INVITATION_FAILED"));
        }
        audit.add("board_shared", "board", call.user().id(), board.id, board.name);
        return Reply.json(201, result);
    }

    private Reply change(Call call) {
        Board board = access.board(call, Role.COOWNER);
        Map.Entry<String, Role> member = member(call, board);
        board.members.put(member.getKey(), role(call.body()));
        return Reply.json(linked(call, board, member(call, board)));
    }

    private Reply remove(Call call) {
        Board board = access.board(call, Role.COOWNER);
        Map.Entry<String, Role> member = member(call, board);
        if (member.getKey().equals(board.owner)) {
            throw MiroFault.of(400, "badRequest", "The owner cannot be removed");
        }
        board.members.remove(member.getKey());
        return Reply.empty(204);
    }

    private static Role role(JsonNode body) {
        return Role.of(Nodes.optional(body, "role").orElse("commenter"))
                .orElseThrow(() -> MiroFault.invalid("role", "unknown value"));
    }

    private static Map.Entry<String, Role> member(Call call, Board board) {
        String id = call.path("board_member_id");
        Role role = board.members.get(id);
        if (role == null) {
            throw MiroFault.notFound("Board member");
        }
        return Map.entry(id, role);
    }
}
