package dev.footbridge.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Cuts a document into parts that each fit into one message. It cuts between blocks, else between list items, table
 * rows and lines, else between words, else between graphemes; the coarser cut is taken as long as it fills at least half
 * of the part. Quotes, lists and code blocks that are cut go on in the next part. Links, mentions and graphemes stay
 * whole.
 */
public final class DocumentSplitter {
    private final DocumentSpans spans;
    private final int limit;
    private final ToIntFunction<Document> size;

    private DocumentSplitter(Document document, int limit, ToIntFunction<Document> size) {
        this.spans = new DocumentSpans(document);
        this.limit = limit;
        this.size = size;
    }

    /**
     * The parts in reading order; the document itself when it fits. Nearly linear in the size of the document: apart
     * from one look at the whole, {@code size} is only asked about pieces of about one part.
     *
     * @param limit what {@code size} may be at most for each part. A link, mention or grapheme that alone is more is a
     *     part of its own all the same
     * @param size pure, linear in the document, and never less for a document with more in it: the length of the
     *     rendering in whatever unit the platform counts
     */
    public static List<Document> split(Document document, int limit, ToIntFunction<Document> size) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is positive");
        }
        if (document.isEmpty() || size.applyAsInt(document) <= limit) {
            return List.of(document);
        }
        return new DocumentSplitter(document, limit, size).parts();
    }

    private List<Document> parts() {
        List<Document> parts = new ArrayList<>();
        int at = 0;
        int guess = limit;
        while (at < spans.end()) {
            int cut = nextCut(at, guess);
            Document part = spans.slice(at, cut);
            if (!part.isEmpty()) {
                parts.add(part);
            }
            guess = cut - at;
            at = cut;
        }
        return List.copyOf(parts);
    }

    private int nextCut(int at, int guess) {
        int reach = reach(at, guess);
        while (reach > at) {
            int cut = reach == spans.end() ? reach : spans.bestCut(at, reach);
            if (cut == reach || (cut > at && fits(at, cut))) {
                return cut;
            }
            reach = cut > at ? at + (cut - at) / 2 : at;
        }
        return spans.next(at);
    }

    /** About the furthest position up to which everything from {@code at} fits; {@code at} when not even one does. */
    private int reach(int at, int guess) {
        int fitting = at;
        int tooFar = advance(at, guess);
        while (fits(at, tooFar)) {
            if (tooFar == spans.end()) {
                return tooFar;
            }
            fitting = tooFar;
            tooFar = advance(at, 2L * (tooFar - at));
        }
        // Exact to about one and a half percent: each step more would cost another rendering.
        while (tooFar - fitting > 1 + (fitting - at) / 64) {
            int middle = fitting + (tooFar - fitting) / 2;
            if (fits(at, middle)) {
                fitting = middle;
            } else {
                tooFar = middle;
            }
        }
        return fitting;
    }

    private int advance(int at, long distance) {
        return (int) Math.min(spans.end(), at + Math.max(1L, distance));
    }

    private boolean fits(int from, int to) {
        return size.applyAsInt(spans.slice(from, to)) <= limit;
    }
}
