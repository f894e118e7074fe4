package dev.footbridge.core.document;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;

/** Makes foreign characters harmless. */
final class CleanText {
    private static final char REPLACEMENT = '\uFFFD';

    private CleanText() {}

    /** Every line end becomes {@code \n}, other control characters but the tab go, lone surrogates become U+FFFD. */
    static String lines(String raw) {
        int i = 0;
        while (i < raw.length() && isHarmless(raw.charAt(i))) {
            i++;
        }
        if (i == raw.length()) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length()).append(raw, 0, i);
        while (i < raw.length()) {
            int c = raw.codePointAt(i);
            if (isLineEnd(c)) {
                i += raw.startsWith("\r\n", i) ? 2 : 1;
                out.append('\n');
                continue;
            }
            i += Character.charCount(c);
            if (Character.getType(c) == Character.SURROGATE) {
                out.append(REPLACEMENT);
            } else if (c == '\t' || !Character.isISOControl(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /** Like {@link #lines}, and line ends become spaces. */
    static String line(String raw) {
        return lines(raw).replace('\n', ' ');
    }

    private static boolean isHarmless(char c) {
        return (c >= ' ' && c < '\u007F') || (c >= '\u00A0' && c < '\u2000');
    }

    /** What {@code \R} matches. */
    private static boolean isLineEnd(int c) {
        return (c >= '\n' && c <= '\r') || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    /** Cuts graphemes that are longer than {@link DocumentLimits#MAX_GRAPHEME}. */
    static String capped(String text) {
        return capped(List.of(text)).get(0);
    }

    /** The same for texts that stand side by side, so that a grapheme may reach over several of them. */
    static List<String> capped(List<String> texts) {
        if (texts.stream().allMatch(text -> Graphemes.isSimple(text, 0, text.length()))) {
            return texts;
        }
        StringBuilder joined = new StringBuilder(String.join("", texts));
        BitSet dropped = excess(joined);
        if (dropped.isEmpty()) {
            return texts;
        }
        int[] at = {0};
        return texts.stream()
                .map(text -> {
                    int from = at[0];
                    at[0] += text.length();
                    return kept(joined, from, at[0], dropped);
                })
                .toList();
    }

    private static String kept(CharSequence joined, int from, int to, BitSet dropped) {
        StringBuilder out = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            if (!dropped.get(i)) {
                out.append(joined.charAt(i));
            }
        }
        return out.toString();
    }

    /** Marks what is too much; may put U+FFFD into the text where a cut grapheme would run into the next one. */
    private static BitSet excess(StringBuilder text) {
        BitSet dropped = new BitSet();
        // The matcher gets its own copy, because the text changes under way.
        String original = text.toString();
        Matcher matcher = Graphemes.clusters(original);
        while (matcher.find()) {
            int length = matcher.end() - matcher.start();
            if (length <= DocumentLimits.MAX_GRAPHEME
                    || original.codePointCount(matcher.start(), matcher.end()) <= DocumentLimits.MAX_GRAPHEME) {
                continue;
            }
            int cut = original.offsetByCodePoints(matcher.start(), DocumentLimits.MAX_GRAPHEME);
            dropped.set(cut, matcher.end());
            if (matcher.end() < original.length() && runsOn(original, matcher.start(), cut, matcher.end())) {
                int last = original.offsetByCodePoints(cut, -1);
                dropped.set(last, cut);
                dropped.clear(last);
                text.setCharAt(last, REPLACEMENT);
            }
        }
        return dropped;
    }

    private static boolean runsOn(String text, int from, int cut, int following) {
        int next = text.codePointAt(following);
        String probe = text.substring(from, cut) + Character.toString(next);
        return Graphemes.last(probe, 0, cut - from) != cut - from;
    }
}
