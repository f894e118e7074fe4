package dev.footbridge.core.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Brings blocks into the one form that {@link Document} promises. */
final class NormalForm {
    private NormalForm() {}

    static List<Block> of(List<Block> blocks) {
        List<Block> normal = blocks(blocks, 0);
        // What is cut may end in a line break or leave an empty block, hence the second round.
        return SizeCut.fits(normal) ? normal : blocks(SizeCut.cut(normal), 0);
    }

    /** {@code depth} counts the quotes and lists around these blocks. */
    private static List<Block> blocks(List<Block> raw, int depth) {
        Level level = new Level(depth);
        List<Block> out = new ArrayList<>(raw.size());
        // Not recursive below the deepest level: a source may nest ten thousand times.
        Deque<Iterator<Block>> open = new ArrayDeque<>();
        open.push(raw.iterator());
        while (!open.isEmpty()) {
            if (!open.peek().hasNext()) {
                open.pop();
                continue;
            }
            Block block = open.peek().next();
            List<Block> inner = depth < DocumentLimits.MAX_DEPTH ? List.of() : inner(block);
            if (inner.isEmpty()) {
                out.addAll(block.accept(level));
            } else {
                open.push(inner.iterator());
            }
        }
        return List.copyOf(out);
    }

    private static List<Block> inner(Block block) {
        if (block instanceof Quote quote) {
            return quote.blocks();
        }
        if (block instanceof ItemList list) {
            return list.items().stream().flatMap(item -> item.blocks().stream()).toList();
        }
        return List.of();
    }

    private static String withoutEmptyEnds(String code) {
        int from = 0;
        int to = code.length();
        while (from < to && code.charAt(from) == '\n') {
            from++;
        }
        while (to > from && code.charAt(to - 1) == '\n') {
            to--;
        }
        return code.substring(from, to);
    }

    /** The normal blocks that a raw block becomes; usually one. */
    private static final class Level implements BlockVisitor<List<Block>> {
        private final int depth;

        Level(int depth) {
            this.depth = depth;
        }

        @Override
        public List<Block> paragraph(Paragraph paragraph) {
            return InlineNormalForm.paragraphs(paragraph.inlines()).stream()
                    .<Block>map(Paragraph::new)
                    .toList();
        }

        @Override
        public List<Block> heading(Heading heading) {
            List<Inline> inlines = InlineNormalForm.of(heading.inlines());
            return inlines.isEmpty() ? List.of() : List.of(new Heading(heading.level(), inlines));
        }

        @Override
        public List<Block> quote(Quote quote) {
            List<Block> inner = blocks(quote.blocks(), depth + 1);
            return inner.isEmpty() ? List.of() : List.of(new Quote(inner));
        }

        @Override
        public List<Block> codeBlock(CodeBlock codeBlock) {
            String text = withoutEmptyEnds(CleanText.capped(CleanText.lines(codeBlock.text())));
            return text.isBlank() ? List.of() : List.of(new CodeBlock(codeBlock.language(), text));
        }

        @Override
        public List<Block> itemList(ItemList list) {
            List<ItemList.Item> items = list.items().stream()
                    .map(item -> new ItemList.Item(blocks(item.blocks(), depth + 1)))
                    .filter(item -> !item.blocks().isEmpty())
                    .toList();
            return items.isEmpty() ? List.of() : List.of(new ItemList(list.ordered(), list.start(), items));
        }

        @Override
        public List<Block> table(Table table) {
            List<Table.Row> rows = new ArrayList<>();
            boolean header = table.header();
            for (int i = 0; i < table.rows().size(); i++) {
                List<Table.Cell> cells = cells(table.rows().get(i));
                if (!cells.isEmpty()) {
                    rows.add(new Table.Row(cells));
                } else if (i == 0) {
                    header = false;
                }
            }
            return rows.isEmpty() ? List.of() : List.of(new Table(header, rows));
        }

        /** Without the empty cells at the end, which look like nothing. */
        private static List<Table.Cell> cells(Table.Row row) {
            List<Table.Cell> cells = row.cells().stream()
                    .map(cell -> new Table.Cell(InlineNormalForm.of(cell.inlines())))
                    .toList();
            int count = cells.size();
            while (count > 0 && cells.get(count - 1).inlines().isEmpty()) {
                count--;
            }
            return cells.subList(0, count);
        }

        @Override
        public List<Block> rule(Rule rule) {
            return List.of(rule);
        }
    }
}
