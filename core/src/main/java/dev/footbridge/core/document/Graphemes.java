package dev.footbridge.core.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Boundaries of grapheme clusters: what people see as one character. {@code java.text.BreakIterator} tears emoji apart
 * before Java 20, so this is the regular expression {@code \X}, which does not.
 */
final class Graphemes {
    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** Below the first combining mark every character stands alone. */
    private static final char FIRST_COMBINING = '\u0300';

    /** Most characters of a grapheme in a document. */
    static final int MAX_LENGTH = 2 * DocumentLimits.MAX_GRAPHEME;

    private Graphemes() {}

    /** Whether every character of this range is a grapheme by itself. */
    static boolean isSimple(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return false;
            }
        }
        return true;
    }

    /** The end of the grapheme that starts at {@code from}. */
    static int next(CharSequence text, int from) {
        if (from + 1 >= text.length() || isSimple(text, from, from + 2)) {
            return Math.min(from + 1, text.length());
        }
        Matcher matcher = CLUSTER.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : text.length();
    }

    /** The last boundary that is at most {@code limit}, counted from the boundary {@code from}. */
    static int last(CharSequence text, int from, int limit) {
        int end = Math.min(limit, text.length());
        // One character more than the range: the one behind the cut may still belong to the grapheme before it.
        if (isSimple(text, from, Math.min(end + 1, text.length()))) {
            return end;
        }
        Matcher matcher = CLUSTER.matcher(text).region(from, text.length());
        int boundary = from;
        while (boundary < end && matcher.find() && matcher.end() <= end) {
            boundary = matcher.end();
        }
        return boundary;
    }

    static Matcher clusters(CharSequence text) {
        return CLUSTER.matcher(text);
    }
}
