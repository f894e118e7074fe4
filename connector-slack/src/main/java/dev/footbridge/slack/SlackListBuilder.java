package dev.footbridge.slack;

import dev.footbridge.core.document.Block;
import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.ItemList;
import dev.footbridge.core.document.Paragraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes nested lists of flat ones that only tell how far they are indented. */
final class SlackListBuilder {

    private static final class Open {

        private final boolean ordered;
        private final int indent;
        private final int offset;
        private final List<List<Block>> items = new ArrayList<>();

        Open(boolean ordered, int indent, int offset) {
            this.ordered = ordered;
            this.indent = indent;
            this.offset = offset;
        }

        ItemList close() {
            return new ItemList(
                    ordered, offset + 1, items.stream().map(ItemList.Item::new).toList());
        }
    }

    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Block> done = new ArrayList<>();

    /** @param offset how many numbers come before the first item */
    void add(boolean ordered, int indent, int offset, List<List<Inline>> items) {
        boolean after = false;
        while (!open.isEmpty() && open.peek().indent > indent) {
            close();
            after = true;
        }
        Open last = open.peek();
        if (last != null && last.indent == indent && !(after && continues(last, ordered, offset))) {
            close();
            last = null;
        }
        if (last == null || last.indent < indent) {
            last = new Open(ordered, indent, offset);
            open.push(last);
        }
        items.forEach(this::append);
    }

    /** One more item for the list that was added last. */
    void append(List<Inline> item) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(item));
        open.element().items.add(blocks);
    }

    /** A list that goes on below a deeper one comes as a list of its own; its numbers go on. */
    private static boolean continues(Open last, boolean ordered, int offset) {
        return last.ordered == ordered && (!ordered || offset == last.offset + last.items.size());
    }

    private void close() {
        Open inner = open.pop();
        Open outer = open.peek();
        if (outer == null || outer.items.isEmpty()) {
            done.add(inner.close());
        } else {
            outer.items.get(outer.items.size() - 1).add(inner.close());
        }
    }

    /** All lists so far; starts anew. */
    List<Block> finish() {
        while (!open.isEmpty()) {
            close();
        }
        List<Block> lists = List.copyOf(done);
        done.clear();
        return lists;
    }
}
