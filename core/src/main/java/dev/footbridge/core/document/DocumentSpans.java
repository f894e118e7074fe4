package dev.footbridge.core.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A document laid out on one line of positions, so that any stretch of it can be taken out with its quotes and lists
 * around it.
 */
final class DocumentSpans {
    private final BlockSpans top;

    DocumentSpans(Document document) {
        top = new BlockSpans(document.blocks(), 0, Cuts.Level.BLOCK);
    }

    int end() {
        return top.end();
    }

    Document slice(int from, int to) {
        return new Document(top.slice(from, to));
    }

    /** The best place to cut behind {@code from} and not behind {@code limit}; {@code from} when there is none. */
    int bestCut(int from, int limit) {
        Cuts cuts = new Cuts(from, limit);
        top.cuts(cuts);
        return cuts.best();
    }

    /** The next place where a cut is allowed. */
    int next(int at) {
        return Math.max(at + 1, top.next(at));
    }

    /** Neighbours in order; empty ones do not occur. */
    static <S extends Span> int indexAt(List<S> spans, int position) {
        int low = 0;
        int high = spans.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (spans.get(middle).start() <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** A stretch of the line. */
    interface Span {
        int start();

        int end();

        /** Offers the places to cut; called only when the limit of {@code cuts} lies behind the start. */
        void cuts(Cuts cuts);

        /** The end of the smallest thing at a position inside. */
        int next(int at);
    }

    /** A block that can be sliced. */
    interface BlockSpan extends Span {
        Block slice(int from, int to);
    }

    /** Blocks one after the other. */
    static final class BlockSpans implements Span {
        private final List<BlockSpan> blocks = new ArrayList<>();
        private final int start;
        private final int end;
        private final Cuts.Level level;

        BlockSpans(List<Block> raw, int start, Cuts.Level level) {
            this.start = start;
            this.level = level;
            int at = start;
            for (Block block : raw) {
                BlockSpan span = block.accept(new SpanMaker(at, level));
                blocks.add(span);
                at = span.end();
            }
            this.end = at;
        }

        List<Block> slice(int from, int to) {
            List<Block> out = new ArrayList<>();
            for (int i = indexAt(blocks, from);
                    i < blocks.size() && blocks.get(i).start() < to;
                    i++) {
                out.add(blocks.get(i).slice(from, to));
            }
            return out;
        }

        @Override
        public int start() {
            return start;
        }

        @Override
        public int end() {
            return end;
        }

        @Override
        public void cuts(Cuts cuts) {
            cuts.within(blocks, level);
        }

        @Override
        public int next(int at) {
            return blocks.get(indexAt(blocks, at)).next(at);
        }
    }
}
