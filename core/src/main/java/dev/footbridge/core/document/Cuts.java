package dev.footbridge.core.document;

import java.util.Arrays;
import java.util.List;

/** Collects places where a part may end and chooses one. */
final class Cuts {
    /** Coarsest first. */
    enum Level {
        BLOCK,
        LINE,
        WORD,
        GRAPHEME
    }

    private final int from;
    private final int limit;
    private final int[] last = new int[Level.values().length];

    Cuts(int from, int limit) {
        this.from = from;
        this.limit = limit;
        Arrays.fill(last, from);
    }

    int from() {
        return from;
    }

    int limit() {
        return limit;
    }

    void offer(Level level, int position) {
        if (position <= limit) {
            for (int i = level.ordinal(); i < last.length; i++) {
                last[i] = Math.max(last[i], position);
            }
        }
    }

    /** The coarsest cut that fills half of what is possible. */
    int best() {
        int most = last[last.length - 1];
        for (int position : last) {
            if (2L * (position - from) >= most - from) {
                return position;
            }
        }
        return most;
    }

    /** Offers both ends of the span in which the limit lies, and what lies inside. */
    <S extends DocumentSpans.Span> void within(List<S> spans, Level level) {
        S span = spans.get(DocumentSpans.indexAt(spans, limit - 1));
        offer(level, span.start());
        offer(level, span.end());
        if (span.end() > limit) {
            span.cuts(this);
        }
    }

    /**
     * Offers the places inside characters.
     *
     * @param text what stands from {@code start} on; must begin with a whole grapheme and reach two characters behind
     *     the limit unless it ends before
     */
    void offerText(String text, int start, boolean lines) {
        int stop = Math.min(limit - start, text.length());
        offer(Level.GRAPHEME, start + Graphemes.last(text, 0, stop));
        for (int i = stop; i > 0; i--) {
            char before = text.charAt(i - 1);
            if (Character.isWhitespace(before) && Graphemes.next(text, i - 1) == i) {
                offer(Level.WORD, start + i);
                break;
            }
        }
        int lineEnd = lines ? text.lastIndexOf('\n', stop - 1) : -1;
        if (lineEnd >= 0) {
            offer(Level.LINE, start + lineEnd + 1);
        }
    }
}
