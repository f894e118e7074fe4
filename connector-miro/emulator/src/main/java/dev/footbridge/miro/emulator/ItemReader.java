package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the body of a request that creates or changes an item. Members that the vendor does not know are dropped. */
final class ItemReader {
    private static final int MAX_FIELDS = 20;
    private static final Set<String> COLOURS = Set.of(
            "gray",
            "light_yellow",
            "yellow",
            "orange",
            "light_green",
            "green",
            "dark_green",
            "cyan",
            "light_pink",
            "pink",
            "violet",
            "red",
            "light_blue",
            "blue",
            "dark_blue",
            "black");
    private static final Set<String> SHAPES = Set.of(
            "rectangle",
            "round_rectangle",
            "circle",
            "triangle",
            "rhombus",
            "parallelogram",
            "trapezoid",
            "pentagon",
            "hexagon",
            "octagon",
            "wedge_round_rectangle_callout",
            "star",
            "flow_chart_predefined_process",
            "cloud",
            "cross",
            "can",
            "right_arrow",
            "left_arrow",
            "left_right_arrow",
            "left_brace",
            "right_brace");
    private static final Set<String> ALIGNS = Set.of("left", "right", "center");
    private static final Set<String> VERTICALS = Set.of("top", "middle", "bottom");
    private static final Map<ItemKind, List<String>> RICH = Map.of(
            ItemKind.STICKY_NOTE, List.of("content"),
            ItemKind.TEXT, List.of("content"),
            ItemKind.SHAPE, List.of("content"),
            ItemKind.CARD, List.of("title", "description"),
            ItemKind.APP_CARD, List.of("title", "description"));
    private static final Map<ItemKind, List<String>> PLAIN = Map.of(
            ItemKind.CARD, List.of("assigneeId", "dueDate"),
            ItemKind.FRAME, List.of("title"),
            ItemKind.IMAGE, List.of("title"),
            ItemKind.DOCUMENT, List.of("title"),
            ItemKind.EMBED, List.of("url", "previewUrl"));
    private static final List<String> FIELD_MEMBERS =
            List.of("fillColor", "iconShape", "iconUrl", "textColor", "tooltip", "value");

    private final int maxContent;

    ItemReader(int maxContent) {
        this.maxContent = maxContent;
    }

    /** The content of a new item. */
    ItemContent create(Board board, ItemKind kind, JsonNode body) {
        if (kind == ItemKind.TEXT && !body.path("data").has("content")) {
            throw MiroFault.invalid("data.content", "content is required");
        }
        boolean needsUrl = kind.isFile() || kind == ItemKind.EMBED;
        if (needsUrl && Nodes.text(body.path("data"), "url").isEmpty()) {
            throw MiroFault.invalid("data.url", "url is required");
        }
        return read(board, kind, ItemContent.usual(kind), body);
    }

    /** The content of an item with its changes. */
    ItemContent change(Board board, Item item, JsonNode body) {
        return read(board, item.kind, ItemContent.of(item), body);
    }

    /** The content of an item whose file came with the request. */
    ItemContent read(Board board, ItemKind kind, ItemContent before, JsonNode body) {
        if (!body.isObject()) {
            throw MiroFault.invalid("body", "an object is expected");
        }
        ObjectNode data = before.data();
        ObjectNode style = before.style();
        data(kind, member(body, "data"), data);
        style(kind, member(body, "style"), style);
        JsonNode position = member(body, "position");
        JsonNode geometry = member(body, "geometry");
        Optional<Long> parent = body.has("parent") ? parent(board, body.path("parent")) : before.parent();
        ItemContent after = new ItemContent(
                data,
                style,
                number(position, "position", "x", before.x()),
                number(position, "position", "y", before.y()),
                size(geometry, "width", before.width()),
                size(geometry, "height", before.height()),
                number(geometry, "geometry", "rotation", before.rotation()),
                parent,
                kind.isFile() ? Nodes.optional(member(body, "data"), "url") : Optional.empty());
        inside(board, after);
        return after;
    }

    private static JsonNode member(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
            throw MiroFault.invalid(name, "an object is expected");
        }
        return value;
    }

    private static Optional<Long> parent(Board board, JsonNode parent) {
        String id = Nodes.optional(parent, "id").orElse("");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(board.item(id)
                .filter(item -> item.kind == ItemKind.FRAME)
                .orElseThrow(() -> MiroFault.invalid("parent.id", "no such parent"))
                .id);
    }

    /** The middle of a child has to lie inside its frame. */
    private static void inside(Board board, ItemContent content) {
        content.parent().map(board.items::get).ifPresent(frame -> {
            if (content.x() < 0 || content.y() < 0 || content.x() > frame.width || content.y() > frame.height) {
                throw MiroFault.invalid("position", "the position is outside of the parent's boundaries");
            }
        });
    }

    private static double number(JsonNode object, String path, String name, double before) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return before;
        }
        if (!value.isNumber()) {
            throw MiroFault.invalid(path + "." + name, "a number is expected");
        }
        return value.doubleValue();
    }

    private static double size(JsonNode geometry, String name, double before) {
        double size = number(geometry, "geometry", name, before);
        if (size <= 0) {
            throw MiroFault.invalid("geometry." + name, "must be positive");
        }
        return size;
    }

    private void data(ItemKind kind, JsonNode from, ObjectNode to) {
        for (String name : RICH.getOrDefault(kind, List.of())) {
            text(from, "data.", name).ifPresent(text -> to.put(name, Html.clean(text)));
        }
        for (String name : PLAIN.getOrDefault(kind, List.of())) {
            text(from, "data.", name).ifPresent(text -> to.put(name, text));
        }
        switch (kind) {
            case STICKY_NOTE -> choice(from, "data.", "shape", Set.of("square", "rectangle"), to);
            case SHAPE -> choice(from, "data.", "shape", SHAPES, to);
            case EMBED -> choice(from, "data.", "mode", Set.of("inline", "modal"), to);
            case FRAME -> {
                choice(from, "data.", "format", Set.of("custom"), to);
                choice(from, "data.", "type", Set.of("freeform"), to);
            }
            case APP_CARD -> {
                choice(from, "data.", "status", Set.of("disconnected", "connected", "disabled"), to);
                if (from.has("fields")) {
                    to.set("fields", fields(from.path("fields")));
                }
            }
            case TEXT, CARD, IMAGE, DOCUMENT -> {}
        }
    }

    private ArrayNode fields(JsonNode fields) {
        if (!fields.isArray() || fields.size() > MAX_FIELDS) {
            throw MiroFault.invalid("data.fields", "an array of at most " + MAX_FIELDS + " is expected");
        }
        ArrayNode result = Nodes.array();
        for (JsonNode field : fields) {
            ObjectNode kept = result.addObject();
            for (String name : FIELD_MEMBERS) {
                text(field, "data.fields.", name).ifPresent(text -> kept.put(name, text));
            }
            choice(field, "data.fields.", "iconShape", Set.of("round", "square"), kept);
        }
        return result;
    }

    private void style(ItemKind kind, JsonNode from, ObjectNode to) {
        for (String name : List.copyOf(
                kind.usualStyle().properties().stream().map(Map.Entry::getKey).toList())) {
            text(from, "style.", name).ifPresent(text -> to.put(name, text));
        }
        if (kind == ItemKind.STICKY_NOTE) {
            choice(from, "style.", "fillColor", COLOURS, to);
        }
        if (to.has("textAlign")) {
            choice(from, "style.", "textAlign", ALIGNS, to);
        }
        if (to.has("textAlignVertical")) {
            choice(from, "style.", "textAlignVertical", VERTICALS, to);
        }
    }

    private Optional<String> text(JsonNode from, String path, String name) {
        JsonNode value = from.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw MiroFault.invalid(path + name, "a text is expected");
        }
        if (value.asText().length() > maxContent) {
            throw MiroFault.invalid(path + name, "must be shorter than " + (maxContent + 1));
        }
        return Optional.of(value.asText());
    }

    private void choice(JsonNode from, String path, String name, Set<String> allowed, ObjectNode to) {
        text(from, path, name).ifPresent(word -> {
            if (!allowed.contains(word)) {
                throw MiroFault.invalid(path + name, "unknown value");
            }
            to.put(name, word);
        });
    }
}
