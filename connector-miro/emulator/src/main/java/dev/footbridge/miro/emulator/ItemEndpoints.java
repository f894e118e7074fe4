package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Items of any kind: list, get, move, delete; and those that carry a tag. */
final class ItemEndpoints {
    private final BoardAccess access;
    private final Canvas canvas;
    private final ItemReader reader;

    ItemEndpoints(BoardAccess access, Canvas canvas, ItemReader reader) {
        this.access = access;
        this.canvas = canvas;
        this.reader = reader;
    }

    void register(MiroApi api) {
        api.on("get-items", this::list);
        api.on("get-specific-item", call -> {
            Board board = access.board(call, Role.VIEWER);
            return Reply.json(ItemJson.generic(BoardAccess.item(call, board)));
        });
        api.on("update-item-position-or-parent", this::move);
        api.on("delete-item", this::delete);
    }

    private Reply list(Call call) {
        Board board = access.board(call, Role.VIEWER);
        Optional<String> tag = call.query("tag_id");
        if (tag.isPresent()) {
            return tagged(call, board, tag.get());
        }
        Optional<ItemKind> kind = call.query("type")
                .map(word -> ItemKind.of(word).orElseThrow(() -> MiroFault.invalid("type", "unknown value")));
        Optional<Long> parent = call.query("parent_item_id").map(id -> frame(board, id));
        TreeMap<Long, Item> rows = new TreeMap<>();
        board.items.forEach((id, item) -> {
            boolean kindFits = kind.isEmpty() || kind.get() == item.kind;
            boolean parentFits = parent.isEmpty() || item.parent.equals(parent);
            if (kindFits && parentFits) {
                rows.put(id, item);
            }
        });
        return Reply.json(Paging.byCursor(call, rows, ItemJson::generic));
    }

    private static long frame(Board board, String id) {
        return board.item(id)
                .filter(item -> item.kind == ItemKind.FRAME)
                .orElseThrow(() -> MiroFault.notFound("Parent item"))
                .id;
    }

    private static Reply tagged(Call call, Board board, String tag) {
        if (!board.tags.containsKey(tag)) {
            throw MiroFault.notFound("Tag");
        }
        List<Item> rows = new ArrayList<>();
        board.items.values().stream().filter(item -> item.tags.contains(tag)).forEach(rows::add);
        ObjectNode page = Paging.byOffset(call, rows, ItemJson::generic);
        page.remove("type");
        return Reply.json(page);
    }

    private Reply move(Call call) {
        Board board = access.board(call, Role.EDITOR);
        Item item = BoardAccess.item(call, board);
        ObjectNode body = Nodes.object();
        for (String name : List.of("position", "parent")) {
            JsonNode value = call.body().path(name);
            if (!value.isMissingNode()) {
                body.set(name, value);
            }
        }
        canvas.change(board, item, reader.change(board, item, body), call.user().id());
        return Reply.json(ItemJson.generic(item));
    }

    /** The vendor's trap: with {@code tag_id} only the tag goes. */
    private Reply delete(Call call) {
        Board board = access.board(call, Role.EDITOR);
        Item item = BoardAccess.item(call, board);
        Optional<String> tag = call.query("tag_id");
        if (tag.isEmpty()) {
            canvas.delete(board, item, call.user().id());
            return Reply.empty(204);
        }
        if (!item.tags.remove(tag.get())) {
            throw MiroFault.notFound("Tag");
        }
        canvas.touched(board, call.user().id());
        return Reply.empty(204);
    }
}
