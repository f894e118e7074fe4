package dev.footbridge.core.document;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
    private final Map<Level, Integer> last = new EnumMap<>(Level.class);

    Cuts(int from, int limit) {
        this.from = from;
        this.limit = limit;
        for (Level level : Level.values()) {
            last.put(level, from);
        }
    }

    int from() {
        return from;
    }

    int limit() {
        return limit;
    }

    void offer(Level level, int position) {
        if (position <= limit) {
            // A coarse cut is also a fine one.
            last.replaceAll((each, known) -> each.compareTo(level) < 0 ? known : Math.max(known, position));
        }
    }

    /** The coarsest cut that fills half of what is possible. */
    int best() {
        int most = Collections.max(last.values());
        for (int position : last.values()) {
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
