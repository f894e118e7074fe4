package dev.footbridge.core.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The inlines of a block on the line of positions. Text takes a position per character, the rest is whole. */
final class InlineSpans implements DocumentSpans.Span {
    /** Rendered links are mostly URL; the bound keeps the positions of a document within an int. */
    private static final int MAX_LINK_WEIGHT = 1_000;

    private final List<Inline> inlines;
    private final int[] starts;

    InlineSpans(List<Inline> inlines, int start) {
        this.inlines = inlines;
        this.starts = new int[inlines.size() + 1];
        starts[0] = start;
        for (int i = 0; i < inlines.size(); i++) {
            starts[i + 1] = starts[i] + weight(inlines.get(i));
        }
    }

    private static int weight(Inline inline) {
        int urlWeight = inline instanceof Link link ? Math.min(link.url().length(), MAX_LINK_WEIGHT) : 0;
        return Math.max(1, Lengths.of(inline)) + urlWeight;
    }

    @Override
    public int start() {
        return starts[0];
    }

    @Override
    public int end() {
        return starts[inlines.size()];
    }

    private int indexAt(int position) {
        int found = Arrays.binarySearch(starts, position);
        int index = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(index, inlines.size() - 1));
    }

    List<Inline> slice(int from, int to) {
        if (from <= start() && to >= end()) {
            return inlines;
        }
        List<Inline> out = new ArrayList<>();
        for (int i = indexAt(from); i < inlines.size() && starts[i] < to; i++) {
            if (starts[i] >= from && starts[i + 1] <= to) {
                out.add(inlines.get(i));
            } else if (inlines.get(i) instanceof Text text) {
                int first = Math.max(0, from - starts[i]);
                int last = Math.min(text.value().length(), to - starts[i]);
                out.add(new Text(first < last ? text.value().substring(first, last) : "", text.marks()));
            } else if (starts[i] >= from) {
                // The search for a good cut looks into the middle of a link: it must count from its first position on.
                out.add(inlines.get(i));
            }
        }
        return out;
    }

    @Override
    public void cuts(Cuts cuts) {
        if (inlines.isEmpty()) {
            return;
        }
        int i = indexAt(Math.max(cuts.from(), start()));
        while (i < inlines.size() && starts[i] < cuts.limit()) {
            Inline inline = inlines.get(i);
            if (inline instanceof Text) {
                int from = Math.max(cuts.from(), starts[i]);
                cuts.offerText(text(i, from, cuts.limit() + 2), from, false);
                i = textEnd(i);
            } else {
                Cuts.Level level = inline instanceof LineBreak ? Cuts.Level.LINE : Cuts.Level.GRAPHEME;
                cuts.offer(level, starts[i]);
                cuts.offer(level, starts[i + 1]);
                i++;
            }
        }
    }

    /** Text of different looks that stands side by side; a grapheme may reach over several. */
    private String text(int index, int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = index; i < inlines.size() && starts[i] < to && inlines.get(i) instanceof Text text; i++) {
            int first = Math.max(0, from - starts[i]);
            out.append(
                    text.value(), first, Math.max(first, Math.min(text.value().length(), to - starts[i])));
        }
        return out.toString();
    }

    private int textEnd(int index) {
        int i = index;
        while (i < inlines.size() && inlines.get(i) instanceof Text) {
            i++;
        }
        return i;
    }

    @Override
    public int next(int at) {
        if (inlines.isEmpty() || at >= end()) {
            return end();
        }
        int i = indexAt(at);
        if (inlines.get(i) instanceof Text) {
            return at + Graphemes.next(text(i, at, at + Graphemes.MAX_LENGTH + 2), 0);
        }
        return starts[i + 1];
    }
}
