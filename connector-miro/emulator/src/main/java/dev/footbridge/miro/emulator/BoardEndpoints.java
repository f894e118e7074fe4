package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Boards: list, get, create, change, delete. */
final class BoardEndpoints {
    private static final int MAX_NAME = 60;
    private static final int MAX_DESCRIPTION = 300;
    private static final int MAX_BOARDS = 10_000;
    private static final Set<String> ACCESS = Set.of("private", "view", "edit", "comment");
    private static final Map<String, Set<String>> SHARING = Map.of(
            "access", ACCESS,
            "organizationAccess", ACCESS,
            "teamAccess", ACCESS,
            "inviteToAccountAndBoardLinkAccess", Set.of("viewer", "commenter", "editor", "no_access"));
    private static final Map<String, Set<String>> PERMISSIONS = Map.of(
            "collaborationToolsStartAccess", Set.of("all_editors", "board_owners_and_coowners"),
            "copyAccess", Set.of("anyone", "team_members", "team_editors", "board_owner"),
            "sharingAccess", Set.of("team_members_with_editing_rights", "owner_and_coowners"));

    private final World world;
    private final BoardAccess access;
    private final BoardJson json;
    private final AuditLog audit;

    BoardEndpoints(World world, BoardAccess access, BoardJson json, AuditLog audit) {
        this.world = world;
        this.access = access;
        this.json = json;
        this.audit = audit;
    }

    void register(MiroApi api) {
        api.on("get-boards", this::list);
        api.on("get-specific-board", call -> Reply.json(json.board(call, access.board(call, Role.VIEWER))));
        api.on("create-board", this::create);
        api.on("update-board", this::change);
        api.on("delete-board", this::delete);
    }

    private Reply list(Call call) {
        List<Board> seen = world.boards.values().stream()
                .filter(board -> board.roleOf(call.user().id()).isPresent())
                .filter(board -> call.query("team_id")
                        .filter(id -> !id.equals(board.teamId))
                        .isEmpty())
                .filter(board -> call.query("project_id")
                        .filter(id -> !board.projectId.filter(id::equals).isPresent())
                        .isEmpty())
                .filter(board -> call.query("owner")
                        .filter(id -> !id.equals(board.owner))
                        .isEmpty())
                .filter(board ->
                        call.query("query").map(text -> matches(board, text)).orElse(true))
                .sorted(order(call))
                .toList();
        return Reply.json(Paging.byOffset(call, seen, board -> json.row(call, board)));
    }

    private static boolean matches(Board board, String text) {
        return (board.name + " " + board.description).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private static Comparator<Board> order(Call call) {
        String sort = call.query("sort").orElse("default");
        Comparator<Board> newest =
                Comparator.comparing((Board board) -> board.createdAt).reversed();
        Comparator<Board> changed =
                Comparator.comparing((Board board) -> board.modifiedAt).reversed();
        return switch (sort) {
            case "default", "last_opened" -> changed;
            case "last_created" -> newest;
            case "alphabetically" -> Comparator.comparing(board -> board.name.toLowerCase(Locale.ROOT));
            case "last_modified" -> {
                if (call.query("team_id").isEmpty() && call.query("project_id").isEmpty()) {
                    throw MiroFault.invalid("sort", "last_modified needs team_id or project_id");
                }
                yield changed;
            }
            default -> throw MiroFault.invalid("sort", "unknown value");
        };
    }

    private Reply create(Call call) {
        JsonNode body = call.body();
        Changes changes = Changes.read(body);
        if (world.boards.size() >= MAX_BOARDS) {
            throw MiroFault.conflict("Too many boards");
        }
        Board board = new Board(world.newBoardId(), "Untitled", "", call.user().id(), world.now(), world.nextId());
        changes.apply(board);
        world.add(board);
        audit.add("board_created", "board", call.user().id(), board.id, board.name);
        return Reply.json(201, json.board(call, board));
    }

    private Reply change(Call call) {
        Changes changes = Changes.read(call.body());
        Board board = access.board(call, changes.policy().isEmpty() ? Role.EDITOR : Role.COOWNER);
        String before = board.name;
        changes.apply(board);
        if (!before.equals(board.name)) {
            audit.add("board_renamed", "board", call.user().id(), board.id, board.name);
        }
        board.modifiedAt = world.now();
        board.modifiedBy = call.user().id();
        return Reply.json(json.board(call, board));
    }

    private Reply delete(Call call) {
        Board board = access.board(call, Role.COOWNER);
        world.boards.remove(board.id);
        audit.add("board_deleted", "board", call.user().id(), board.id, board.name);
        return Reply.empty(204);
    }

    /** Checked changes of a board; empty text and an empty policy stand for no change. */
    private record Changes(JsonNode body, ObjectNode policy) {
        static Changes read(JsonNode body) {
            length(body, "name", body.has("name") ? 1 : 0, MAX_NAME);
            length(body, "description", 0, MAX_DESCRIPTION);
            ObjectNode policy = Nodes.object();
            choices(body.path("policy"), "sharingPolicy", SHARING, policy);
            choices(body.path("policy"), "permissionsPolicy", PERMISSIONS, policy);
            if (body.has("teamId") && !Nodes.text(body, "teamId").equals(World.TEAM_ID)) {
                throw MiroFault.notFound("Team");
            }
            return new Changes(body, policy);
        }

        private static void length(JsonNode body, String name, int least, int most) {
            int length = Nodes.text(body, name).length();
            if (length < least || length > most) {
                throw MiroFault.invalid(name, "size must be between " + least + " and " + most);
            }
        }

        private static void choices(JsonNode from, String part, Map<String, Set<String>> allowed, ObjectNode to) {
            for (var member : from.path(part).properties()) {
                Set<String> words = allowed.getOrDefault(member.getKey(), Set.of());
                String word = member.getValue().asText();
                if (words.isEmpty()) {
                    continue;
                }
                if (!words.contains(word)) {
                    throw MiroFault.invalid("policy." + part + "." + member.getKey(), "unknown value");
                }
                to.withObjectProperty(part).put(member.getKey(), word);
            }
        }

        void apply(Board board) {
            Nodes.optional(body, "name").ifPresent(name -> board.name = name);
            Nodes.optional(body, "description").ifPresent(text -> board.description = text);
            Nodes.optional(body, "projectId").ifPresent(id -> board.projectId = java.util.Optional.of(id));
            for (var part : policy.properties()) {
                ((ObjectNode) board.policy.path(part.getKey())).setAll((ObjectNode) part.getValue());
            }
        }
    }
}
