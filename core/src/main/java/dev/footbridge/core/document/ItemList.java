package dev.footbridge.core.document;

import java.util.List;

/**
 * A bullet or numbered list.
 *
 * @param start number of the first item; 1 for a bullet list
 */
public record ItemList(boolean ordered, int start, List<Item> items) implements Block {

    /** One item; its blocks may hold further lists. */
    public record Item(List<Block> blocks) {
        public Item {
            blocks = List.copyOf(blocks);
        }

        /** An item of one paragraph. */
        public static Item of(Inline... inlines) {
            return new Item(List.of(Paragraph.of(inlines)));
        }
    }

    public ItemList {
        start = ordered ? Math.max(0, start) : 1;
        items = List.copyOf(items);
    }

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.itemList(this);
    }
}
