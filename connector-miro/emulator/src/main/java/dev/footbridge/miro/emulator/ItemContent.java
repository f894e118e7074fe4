package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What an item is to be, checked and complete.
 *
 * @param url where the file of an image or document is to be had, when one is given
 */
record ItemContent(
        ObjectNode data,
        ObjectNode style,
        double x,
        double y,
        double width,
        double height,
        double rotation,
        Optional<Long> parent,
        Optional<String> url) {

    void place(Item item) {
        item.x = x;
        item.y = y;
        item.width = width;
        item.height = height;
        item.rotation = rotation;
        item.parent = parent;
    }

    /** A new item of a kind with its usual look, nowhere in particular. */
    static ItemContent usual(ItemKind kind) {
        return new ItemContent(
                kind.usualData(),
                kind.usualStyle(),
                0,
                0,
                kind.width(),
                kind.height(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** An item as it is now. */
    static ItemContent of(Item item) {
        return new ItemContent(
                item.data.deepCopy(),
                item.style.deepCopy(),
                item.x,
                item.y,
                item.width,
                item.height,
                item.rotation,
                item.parent,
                Optional.empty());
    }

    ItemContent in(Optional<Long> frame, double left, double top) {
        return new ItemContent(data, style, left, top, width, height, rotation, frame, url);
    }
}
