package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Reply;
import java.util.ArrayList;
import java.util.List;

/** The paths of the kinds whose items come as JSON, and the creation of many items at once. */
final class KindEndpoints {
    private static final int MAX_BULK = 20;

    private final BoardAccess access;
    private final Canvas canvas;
    private final ItemReader reader;
    private final Files files;

    KindEndpoints(BoardAccess access, Canvas canvas, ItemReader reader, Files files) {
        this.access = access;
        this.canvas = canvas;
        this.reader = reader;
        this.files = files;
    }

    void register(MiroApi api) {
        api.onUnlocked("create-items", this::bulk);
        for (ItemKind kind : ItemKind.values()) {
            String name = kind.operation();
            api.on("get-" + name, call -> {
                Board board = access.board(call, Role.VIEWER);
                return Reply.json(ItemJson.full(call.base(), board, BoardAccess.item(call, board, kind)));
            });
            api.on("delete-" + name, call -> {
                Board board = access.board(call, Role.EDITOR);
                canvas.delete(
                        board, BoardAccess.item(call, board, kind), call.user().id());
                return Reply.empty(204);
            });
            if (!kind.isFile()) {
                api.on("create-" + name, call -> create(call, kind));
                api.on("update-" + name, call -> change(call, kind));
            }
        }
    }

    private Reply create(Call call, ItemKind kind) {
        Board board = access.board(call, Role.EDITOR);
        ItemContent content = reader.create(board, kind, call.body());
        Item item = canvas.create(board, kind, content, call.user().id());
        return Reply.json(201, ItemJson.full(call.base(), board, item));
    }

    private Reply change(Call call, ItemKind kind) {
        Board board = access.board(call, Role.EDITOR);
        Item item = BoardAccess.item(call, board, kind);
        canvas.change(
                board,
                item,
                reader.change(board, item, call.body()),
                call.user().id());
        return Reply.json(ItemJson.full(call.base(), board, item));
    }

    /** All or nothing: everything is read and fetched before the first item is made. */
    private Reply bulk(Call call) {
        JsonNode body = Nodes.parse(call.request().body())
                .filter(JsonNode::isArray)
                .orElseThrow(() -> MiroFault.invalid("body", "an array is expected"));
        if (body.isEmpty() || body.size() > MAX_BULK) {
            throw MiroFault.invalid("body", "size must be between 1 and " + MAX_BULK);
        }
        List<FileResource> fetched = new ArrayList<>();
        for (JsonNode one : body) {
            ItemKind kind = kind(one);
            if (kind.isFile()) {
                fetched.add(files.fetch(kind, Nodes.text(one.path("data"), "url")));
            }
        }
        synchronized (access.lock()) {
            Board board = access.board(call, Role.EDITOR);
            List<ItemContent> contents = new ArrayList<>();
            body.forEach(one -> contents.add(reader.create(board, kind(one), one)));
            var answer = Nodes.object();
            var data = answer.putArray("data");
            var resources = fetched.iterator();
            for (int i = 0; i < contents.size(); i++) {
                ItemKind kind = kind(body.get(i));
                ItemContent content = contents.get(i);
                if (kind.isFile()) {
                    files.attach(call.base(), board, kind, content.data(), resources.next());
                }
                Item item = canvas.create(board, kind, content, call.user().id());
                data.add(ItemJson.bulk(call.base(), board, item));
            }
            return Reply.json(201, answer.put("type", "bulk-list"));
        }
    }

    private static ItemKind kind(JsonNode one) {
        return ItemKind.of(Nodes.text(one, "type")).orElseThrow(() -> MiroFault.invalid("type", "unknown value"));
    }
}
