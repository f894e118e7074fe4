package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** How the vendor writes items and lines. */
final class ItemJson {
    private ItemJson() {}

    /** As the paths of a kind answer it. */
    static ObjectNode full(String base, Board board, Item item) {
        ObjectNode json = head(item);
        if (!item.style.isEmpty()) {
            json.set("style", item.style.deepCopy());
        }
        place(json, item);
        if (item.kind != ItemKind.FRAME) {
            item.parent.ifPresent(id -> json.putObject("parent")
                    .put("id", Long.toString(id))
                    .putObject("links")
                    .put("self", base + "/v2/boards/" + board.id + "/frames/" + id));
        }
        stamps(json, item.createdAt, item.createdBy, item.modifiedAt, item.modifiedBy);
        ObjectNode links = json.putObject("links").put("self", self(base, board, item));
        if (item.kind == ItemKind.FRAME) {
            links.put(
                    "related",
                    base + "/v2/boards/" + board.id + "/items?parent_item_id=" + item.id + "&limit=10&cursor=");
        }
        return json;
    }

    /** As lists of items answer it. */
    static ObjectNode generic(Item item) {
        ObjectNode json = head(item);
        place(json, item);
        item.parent.ifPresent(id -> json.putObject("parent").put("id", Long.toString(id)));
        stamps(json, item.createdAt, item.createdBy, item.modifiedAt, item.modifiedBy);
        return json;
    }

    /** As bulk creation answers it. */
    static ObjectNode bulk(String base, Board board, Item item) {
        ObjectNode json = generic(item);
        if (item.parent.isPresent()) {
            ((ObjectNode) json.path("parent"))
                    .putObject("links")
                    .put("self", base + "/v2/boards/" + board.id + "/frames/" + item.parent.get());
        }
        json.putObject("links").put("self", self(base, board, item));
        return json;
    }

    private static String self(String base, Board board, Item item) {
        return base + "/v2/boards/" + board.id + "/" + item.kind.segment() + "/" + item.id;
    }

    private static ObjectNode head(Item item) {
        ObjectNode json = Nodes.object().put("id", item.idText()).put("type", item.kind.word());
        json.set("data", item.data.deepCopy());
        return json;
    }

    private static void place(ObjectNode json, Item item) {
        json.putObject("position")
                .put("x", item.x)
                .put("y", item.y)
                .put("origin", "center")
                .put("relativeTo", item.parent.isPresent() ? "parent_top_left" : "canvas_center");
        ObjectNode geometry =
                json.putObject("geometry").put("width", item.width).put("height", item.height);
        if (item.rotation != 0) {
            geometry.put("rotation", item.rotation);
        }
    }

    static void stamps(ObjectNode json, Instant createdAt, String createdBy, Instant modifiedAt, String modifiedBy) {
        json.put("createdAt", Nodes.time(createdAt));
        json.putObject("createdBy").put("id", createdBy).put("type", "user");
        json.put("modifiedAt", Nodes.time(modifiedAt));
        json.putObject("modifiedBy").put("id", modifiedBy).put("type", "user");
    }
}
