package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** How the vendor writes boards and their members. */
final class BoardJson {
    private final World world;

    BoardJson(World world) {
        this.world = world;
    }

    ObjectNode board(Call call, Board board) {
        ObjectNode json = row(call, board);
        String self = call.base() + "/v2/boards/" + board.id;
        json.putObject("links").put("self", self).put("related", self + "/members?limit=20&offset=0");
        return json;
    }

    /** Without links, as lists have it. */
    ObjectNode row(Call call, Board board) {
        ObjectNode json = Nodes.object()
                .put("id", board.id)
                .put("type", "board")
                .put("name", board.name)
                .put("description", board.description);
        json.putObject("team")
                .put("id", board.teamId)
                .put("name", world.teamName)
                .put("type", "team");
        board.projectId.ifPresent(id -> json.putObject("project").put("id", id));
        json.putObject("picture")
                .put("id", board.pictureId)
                .put("imageURL", call.base() + "/pictures/" + board.pictureId)
                .put("type", "picture");
        json.set("policy", board.policy.deepCopy());
        json.put("viewLink", viewLink(board));
        json.set("owner", user(board.owner));
        board.roleOf(call.user().id())
                .ifPresent(role ->
                        json.set("currentUserMembership", member(call.user().id(), role)));
        json.put("createdAt", Nodes.time(board.createdAt));
        json.set("createdBy", user(board.createdBy));
        json.put("modifiedAt", Nodes.time(board.modifiedAt));
        json.set("modifiedBy", user(board.modifiedBy));
        return json;
    }

    static String viewLink(Board board) {
        return "https://miro.com/app/board/" + board.id;
    }

    ObjectNode member(String userId, Role role) {
        return Nodes.object()
                .put("id", userId)
                .put("name", name(userId))
                .put("role", role.word())
                .put("type", "board_member");
    }

    ObjectNode member(Map.Entry<String, Role> member) {
        return member(member.getKey(), member.getValue());
    }

    private ObjectNode user(String id) {
        return Nodes.object().put("id", id).put("name", name(id)).put("type", "user");
    }

    private String name(String userId) {
        return Optional.of(userId).flatMap(world::user).map(MiroUser::name).orElse("Former user");
    }
}
