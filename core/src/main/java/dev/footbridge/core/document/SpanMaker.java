package dev.footbridge.core.document;

import dev.footbridge.core.document.DocumentSpans.BlockSpan;
import dev.footbridge.core.document.DocumentSpans.BlockSpans;
import dev.footbridge.core.document.DocumentSpans.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lays out one block from a position on. */
final class SpanMaker implements BlockVisitor<BlockSpan> {
    private final int start;
    private final Cuts.Level level;

    SpanMaker(int start, Cuts.Level level) {
        this.start = start;
        this.level = level;
    }

    @Override
    public BlockSpan paragraph(Paragraph paragraph) {
        return new Lines(new InlineSpans(paragraph.inlines(), start), Paragraph::new);
    }

    @Override
    public BlockSpan heading(Heading heading) {
        return new Lines(new InlineSpans(heading.inlines(), start), inlines -> new Heading(heading.level(), inlines));
    }

    @Override
    public BlockSpan quote(Quote quote) {
        return new Quoted(new BlockSpans(quote.blocks(), start, level));
    }

    @Override
    public BlockSpan codeBlock(CodeBlock codeBlock) {
        return new Code(codeBlock, start);
    }

    @Override
    public BlockSpan itemList(ItemList list) {
        List<BlockSpans> items = new ArrayList<>();
        int at = start;
        for (ItemList.Item item : list.items()) {
            BlockSpans span = new BlockSpans(item.blocks(), at, Cuts.Level.LINE);
            items.add(span);
            at = span.end();
        }
        return new Listed(list, items);
    }

    @Override
    public BlockSpan table(Table table) {
        List<RowSpan> rows = new ArrayList<>();
        int at = start;
        for (Table.Row row : table.rows()) {
            RowSpan span = new RowSpan(row, at);
            rows.add(span);
            at = span.end();
        }
        return new Rows(table, rows);
    }

    @Override
    public BlockSpan rule(Rule rule) {
        return new Whole(rule, start);
    }

    /** A paragraph or heading. */
    private record Lines(InlineSpans inlines, Function<List<Inline>, Block> block) implements BlockSpan {
        @Override
        public int start() {
            return inlines.start();
        }

        @Override
        public int end() {
            return inlines.end();
        }

        @Override
        public void cuts(Cuts cuts) {
            inlines.cuts(cuts);
        }

        @Override
        public int next(int at) {
            return inlines.next(at);
        }

        @Override
        public Block slice(int from, int to) {
            return block.apply(inlines.slice(from, to));
        }
    }

    private record Quoted(BlockSpans blocks) implements BlockSpan {
        @Override
        public int start() {
            return blocks.start();
        }

        @Override
        public int end() {
            return blocks.end();
        }

        @Override
        public void cuts(Cuts cuts) {
            blocks.cuts(cuts);
        }

        @Override
        public int next(int at) {
            return blocks.next(at);
        }

        @Override
        public Block slice(int from, int to) {
            return new Quote(blocks.slice(from, to));
        }
    }

    private record Code(CodeBlock block, int start) implements BlockSpan {
        @Override
        public int end() {
            return start + block.text().length();
        }

        @Override
        public void cuts(Cuts cuts) {
            int from = Math.max(cuts.from(), start);
            cuts.offerText(text(from, cuts.limit() + 2), from, true);
        }

        @Override
        public int next(int at) {
            return at + Graphemes.next(text(at, at + Graphemes.MAX_LENGTH + 2), 0);
        }

        @Override
        public Block slice(int from, int to) {
            return new CodeBlock(block.language(), text(from, to));
        }

        private String text(int from, int to) {
            int length = block.text().length();
            int first = Math.max(0, from - start);
            return block.text().substring(first, Math.max(first, Math.min(length, to - start)));
        }
    }

    private record Listed(ItemList list, List<BlockSpans> items) implements BlockSpan {
        @Override
        public int start() {
            return items.get(0).start();
        }

        @Override
        public int end() {
            return items.get(items.size() - 1).end();
        }

        @Override
        public void cuts(Cuts cuts) {
            cuts.within(items, Cuts.Level.LINE);
        }

        @Override
        public int next(int at) {
            return items.get(DocumentSpans.indexAt(items, at)).next(at);
        }

        @Override
        public Block slice(int from, int to) {
            List<ItemList.Item> out = new ArrayList<>();
            int first = DocumentSpans.indexAt(items, from);
            for (int i = first; i < items.size() && items.get(i).start() < to; i++) {
                out.add(new ItemList.Item(items.get(i).slice(from, to)));
            }
            return new ItemList(list.ordered(), list.start() + first, out);
        }
    }

    private record Rows(Table table, List<RowSpan> rows) implements BlockSpan {
        @Override
        public int start() {
            return rows.get(0).start();
        }

        @Override
        public int end() {
            return rows.get(rows.size() - 1).end();
        }

        @Override
        public void cuts(Cuts cuts) {
            cuts.within(rows, Cuts.Level.LINE);
        }

        @Override
        public int next(int at) {
            return rows.get(DocumentSpans.indexAt(rows, at)).next(at);
        }

        @Override
        public Block slice(int from, int to) {
            List<Table.Row> out = new ArrayList<>();
            int first = DocumentSpans.indexAt(rows, from);
            for (int i = first; i < rows.size() && rows.get(i).start() < to; i++) {
                out.add(rows.get(i).slice(from, to));
            }
            return new Table(table.header() && first == 0 && from <= start(), out);
        }
    }

    /** A row of a table. Cells that went into an earlier part are empty, so that columns stay columns. */
    private static final class RowSpan implements Span {
        private final List<CellSpan> cells = new ArrayList<>();

        RowSpan(Table.Row row, int start) {
            int at = start;
            for (Table.Cell cell : row.cells()) {
                CellSpan span = new CellSpan(new InlineSpans(cell.inlines(), at));
                cells.add(span);
                at = span.end();
            }
        }

        @Override
        public int start() {
            return cells.get(0).start();
        }

        @Override
        public int end() {
            return cells.get(cells.size() - 1).end();
        }

        @Override
        public void cuts(Cuts cuts) {
            cuts.within(cells, Cuts.Level.WORD);
        }

        @Override
        public int next(int at) {
            return cells.get(DocumentSpans.indexAt(cells, at)).next(at);
        }

        Table.Row slice(int from, int to) {
            List<Table.Cell> out = new ArrayList<>();
            for (CellSpan cell : cells) {
                boolean apart = cell.end() <= from || cell.start() >= to;
                out.add(new Table.Cell(apart ? List.of() : cell.inlines().slice(from, to)));
            }
            return new Table.Row(out);
        }
    }

    /** A cell has one position more than its inlines, so that an empty one has a place. */
    private record CellSpan(InlineSpans inlines) implements Span {
        @Override
        public int start() {
            return inlines.start();
        }

        @Override
        public int end() {
            return inlines.end() + 1;
        }

        @Override
        public void cuts(Cuts cuts) {
            cuts.offer(Cuts.Level.WORD, inlines.end());
            inlines.cuts(cuts);
        }

        @Override
        public int next(int at) {
            return at >= inlines.end() ? end() : inlines.next(at);
        }
    }

    private record Whole(Block block, int start) implements BlockSpan {
        @Override
        public int end() {
            return start + 1;
        }

        @Override
        public void cuts(Cuts cuts) {
            cuts.offer(Cuts.Level.LINE, start);
        }

        @Override
        public int next(int at) {
            return end();
        }

        @Override
        public Block slice(int from, int to) {
            return block;
        }
    }
}
