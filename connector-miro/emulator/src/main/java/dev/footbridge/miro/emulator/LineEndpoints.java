package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Set;

/** Lines between items, which the vendor calls connectors. */
final class LineEndpoints {
    private static final int MAX_CAPTIONS = 20;
    private static final int MAX_CAPTION = 200;

    private final World world;
    private final BoardAccess access;
    private final Canvas canvas;

    LineEndpoints(World world, BoardAccess access, Canvas canvas) {
        this.world = world;
        this.access = access;
        this.canvas = canvas;
    }

    void register(MiroApi api) {
        api.on("create-connector", this::create);
        api.on("get-connectors", call -> {
            Board board = access.board(call, Role.VIEWER);
            return Reply.json(Paging.byCursor(call, board.lines, line -> json(call, board, line)));
        });
        api.on("get-connector", call -> {
            Board board = access.board(call, Role.VIEWER);
            return Reply.json(json(call, board, line(call, board)));
        });
        api.on("update-connector", this::change);
        api.on("delete-connector", this::delete);
    }

    private Reply create(Call call) {
        Board board = access.board(call, Role.EDITOR);
        JsonNode body = call.body();
        check(body);
        long start = end(board, body, "startItem");
        long end = end(board, body, "endItem");
        if (start == end) {
            throw MiroFault.invalid("endItem.id", "must differ from startItem.id");
        }
        Line line = canvas.connect(board, start, end, call.user().id());
        apply(body, line);
        return Reply.json(json(call, board, line));
    }

    private Reply change(Call call) {
        Board board = access.board(call, Role.EDITOR);
        Line line = line(call, board);
        JsonNode body = call.body();
        check(body);
        line.start = body.has("startItem") ? end(board, body, "startItem") : line.start;
        line.end = body.has("endItem") ? end(board, body, "endItem") : line.end;
        apply(body, line);
        line.modifiedAt = world.now();
        line.modifiedBy = call.user().id();
        canvas.touched(board, call.user().id());
        return Reply.json(json(call, board, line));
    }

    private Reply delete(Call call) {
        Board board = access.board(call, Role.EDITOR);
        board.lines.remove(line(call, board).id);
        canvas.touched(board, call.user().id());
        return Reply.empty(204);
    }

    private static void check(JsonNode body) {
        if (!Set.of("straight", "elbowed", "curved")
                .contains(Nodes.optional(body, "shape").orElse("curved"))) {
            throw MiroFault.invalid("shape", "unknown value");
        }
        if (body.path("captions").size() > MAX_CAPTIONS) {
            throw MiroFault.invalid("captions", "size must be between 0 and " + MAX_CAPTIONS);
        }
        for (JsonNode caption : body.path("captions")) {
            if (Nodes.text(caption, "content").length() > MAX_CAPTION) {
                throw MiroFault.invalid("captions.content", "size must be between 0 and " + MAX_CAPTION);
            }
        }
    }

    private static void apply(JsonNode body, Line line) {
        Nodes.optional(body, "shape").ifPresent(shape -> line.shape = shape);
        if (body.has("captions")) {
            line.captions = Nodes.array();
            for (JsonNode caption : body.path("captions")) {
                ObjectNode kept = line.captions.addObject().put("content", Html.clean(Nodes.text(caption, "content")));
                for (String name : List.of("position", "textAlignVertical")) {
                    Nodes.optional(caption, name).ifPresent(value -> kept.put(name, value));
                }
            }
        }
        if (body.path("style").isObject()) {
            body.path("style")
                    .properties()
                    .forEach(member ->
                            line.style.put(member.getKey(), member.getValue().asText()));
        }
    }

    private static long end(Board board, JsonNode body, String name) {
        return board.item(Nodes.text(body.path(name), "id"))
                .orElseThrow(() -> MiroFault.invalid(name + ".id", "no such item"))
                .id;
    }

    private static Line line(Call call, Board board) {
        return board.line(call.path("connector_id")).orElseThrow(() -> MiroFault.notFound("Connector"));
    }

    private static ObjectNode json(Call call, Board board, Line line) {
        String boardUrl = call.base() + "/v2/boards/" + board.id;
        ObjectNode json = Nodes.object().put("id", Long.toString(line.id)).put("type", "connector");
        end(json, "startItem", boardUrl, board, line.start);
        end(json, "endItem", boardUrl, board, line.end);
        json.put("shape", line.shape).put("isSupported", true);
        json.set("captions", line.captions.deepCopy());
        json.set("style", line.style.deepCopy());
        ItemJson.stamps(json, line.createdAt, line.createdBy, line.modifiedAt, line.modifiedBy);
        json.putObject("links").put("self", boardUrl + "/connectors/" + line.id);
        return json;
    }

    /** An end whose item is gone is left out. */
    private static void end(ObjectNode json, String name, String boardUrl, Board board, long item) {
        if (board.items.containsKey(item)) {
            json.putObject(name)
                    .put("id", Long.toString(item))
                    .putObject("links")
                    .put("self", boardUrl + "/items/" + item);
        }
    }
}
