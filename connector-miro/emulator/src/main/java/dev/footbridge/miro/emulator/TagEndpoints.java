package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tags of a board and of its items. */
final class TagEndpoints {
    private static final int MAX_TITLE = 120;
    private static final int MAX_PER_ITEM = 8;
    private static final Set<String> COLOURS = Set.of(
            "red",
            "light_green",
            "cyan",
            "yellow",
            "magenta",
            "green",
            "blue",
            "gray",
            "violet",
            "dark_green",
            "dark_blue",
            "black");

    private final World world;
    private final BoardAccess access;
    private final Canvas canvas;

    TagEndpoints(World world, BoardAccess access, Canvas canvas) {
        this.world = world;
        this.access = access;
        this.canvas = canvas;
    }

    void register(MiroApi api) {
        api.on("create-tag", this::create);
        api.on(
                "get-tags-from-board",
                call -> Reply.json(Paging.byOffset(
                        call, List.copyOf(access.board(call, Role.VIEWER).tags.values()), TagEndpoints::json)));
        api.on("get-tag", call -> {
            Board board = access.board(call, Role.VIEWER);
            return Reply.json(linked(call, board, tag(board, call.path("tag_id"))));
        });
        api.on("update-tag", this::change);
        api.on("delete-tag", this::delete);
        api.on("get-tags-from-item", this::ofItem);
        api.on("attach-tag-to-item", this::attach);
    }

    private Reply create(Call call) {
        Board board = access.board(call, Role.EDITOR);
        JsonNode body = call.body();
        String title = Nodes.optional(body, "title").orElseThrow(() -> MiroFault.invalid("title", "required"));
        String colour = Nodes.optional(body, "fillColor").orElse("red");
        Tag tag = checked(new Tag(Long.toString(world.nextId()), title, colour));
        if (board.tags.values().stream().anyMatch(other -> other.title().equals(title))) {
            throw MiroFault.conflict("A tag with this title exists");
        }
        if (board.tags.size() >= Board.MAX_TAGS) {
            throw MiroFault.of(400, "boardLimitExceeded", "The board holds too many tags");
        }
        board.tags.put(tag.id(), tag);
        canvas.touched(board, call.user().id());
        return Reply.json(201, linked(call, board, tag));
    }

    private Reply change(Call call) {
        Board board = access.board(call, Role.EDITOR);
        Tag tag = tag(board, call.path("tag_id"));
        JsonNode body = call.body();
        Tag changed = checked(new Tag(
                tag.id(),
                Nodes.optional(body, "title").orElse(tag.title()),
                Nodes.optional(body, "fillColor").orElse(tag.fillColor())));
        board.tags.put(tag.id(), changed);
        canvas.touched(board, call.user().id());
        return Reply.json(linked(call, board, changed));
    }

    private Reply delete(Call call) {
        Board board = access.board(call, Role.EDITOR);
        Tag tag = tag(board, call.path("tag_id"));
        board.tags.remove(tag.id());
        board.items.values().forEach(item -> item.tags.remove(tag.id()));
        canvas.touched(board, call.user().id());
        return Reply.empty(204);
    }

    private Reply ofItem(Call call) {
        Board board = access.board(call, Role.VIEWER);
        ObjectNode answer = Nodes.object();
        ArrayNode tags = answer.putArray("tags");
        BoardAccess.item(call, board).tags.forEach(id -> tags.add(json(tag(board, id))));
        return Reply.json(answer);
    }

    private Reply attach(Call call) {
        Board board = access.board(call, Role.EDITOR);
        Item item = BoardAccess.item(call, board);
        Tag tag = tag(board, call.requiredQuery("tag_id"));
        if (item.kind != ItemKind.STICKY_NOTE && item.kind != ItemKind.CARD) {
            throw MiroFault.of(400, "badRequest", "Only sticky notes and cards carry tags");
        }
        if (item.tags.size() >= MAX_PER_ITEM) {
            throw MiroFault.of(400, "badRequest", "An item carries at most " + MAX_PER_ITEM + " tags");
        }
        item.tags.add(tag.id());
        canvas.touched(board, call.user().id());
        return Reply.empty(204);
    }

    private static Tag checked(Tag tag) {
        if (tag.title().length() > MAX_TITLE) {
            throw MiroFault.invalid("title", "size must be between 0 and " + MAX_TITLE);
        }
        if (!COLOURS.contains(tag.fillColor())) {
            throw MiroFault.invalid("fillColor", "unknown value");
        }
        return tag;
    }

    private static Tag tag(Board board, String id) {
        return Optional.ofNullable(board.tags.get(id)).orElseThrow(() -> MiroFault.notFound("Tag"));
    }

    private static ObjectNode json(Tag tag) {
        return Nodes.object()
                .put("id", tag.id())
                .put("title", tag.title())
                .put("fillColor", tag.fillColor())
                .put("type", "tag");
    }

    private static ObjectNode linked(Call call, Board board, Tag tag) {
        ObjectNode json = json(tag);
        json.putObject("links").put("self", call.base() + "/v2/boards/" + board.id + "/tags/" + tag.id());
        return json;
    }
}
