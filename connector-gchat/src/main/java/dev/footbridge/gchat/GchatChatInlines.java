package dev.footbridge.gchat;

import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.Link;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one line of Chat's own markup, from left to right, never back. A sign opens and closes beside something that is
 * no space and touches no letter outside; without its counterpart it is an ordinary character.
 */
final class GchatChatInlines {

    private final GchatIds ids;
    private final GchatTold told;
    private final String line;
    private final List<Inline> out = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private final Map<Mark, Integer> closes = new EnumMap<>(Mark.class);
    private final Map<Mark, Integer> nextCloser = new EnumMap<>(Mark.class);
    private int nextClose = -1;
    private int at;

    GchatChatInlines(GchatIds ids, GchatTold told, String line) {
        this.ids = ids;
        this.told = told;
        this.line = line;
    }

    List<Inline> read() {
        while (at < line.length()) {
            char c = line.charAt(at);
            boolean done = switch (c) {
                case '*' -> mark(Mark.BOLD);
                case '_' -> mark(Mark.ITALIC);
                case '~' -> mark(Mark.STRIKE);
                case '`' -> code();
                case '<' -> reference();
                default -> false;
            };
            if (!done) {
                text.append(c);
                at++;
            }
        }
        flush();
        return out;
    }

    private boolean mark(Mark mark) {
        char sign = line.charAt(at);
        Integer close = closes.get(mark);
        if (close != null && close == at) {
            flush();
            marks.remove(mark);
            closes.remove(mark);
            at++;
            return true;
        }
        if (close != null || !mayOpen(at, sign)) {
            return false;
        }
        int closer = closer(mark, sign, at + 2);
        if (closer >= line.length()) {
            return false;
        }
        flush();
        marks.add(mark);
        closes.put(mark, closer);
        at++;
        return true;
    }

    private boolean mayOpen(int i, char sign) {
        boolean free = i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1));
        boolean content =
                i + 1 < line.length() && !Character.isWhitespace(line.charAt(i + 1)) && line.charAt(i + 1) != sign;
        return free && content;
    }

    private boolean mayClose(int i, char sign) {
        boolean free = i + 1 == line.length() || !Character.isLetterOrDigit(line.charAt(i + 1));
        return free && !Character.isWhitespace(line.charAt(i - 1)) && line.charAt(i - 1) != sign;
    }

    /** The next closing sign at or after {@code from}, or the line's length. Remembered, so that a line is searched once. */
    private int closer(Mark mark, char sign, int from) {
        int i = Math.max(nextCloser.getOrDefault(mark, 0), from);
        while (i < line.length() && !(line.charAt(i) == sign && mayClose(i, sign))) {
            i++;
        }
        nextCloser.put(mark, i);
        return i;
    }

    private boolean code() {
        int end = Math.max(nextCloser.getOrDefault(Mark.CODE, 0), at + 2);
        while (end < line.length() && line.charAt(end) != '`') {
            end++;
        }
        nextCloser.put(Mark.CODE, end);
        if (end >= line.length()) {
            return false;
        }
        flush();
        marks.add(Mark.CODE);
        text.append(line, at + 1, end);
        flush();
        marks.remove(Mark.CODE);
        return skipTo(end + 1);
    }

    /** {@code <users/ID>}, {@code <url>} or {@code <url|text>}. */
    private boolean reference() {
        if (nextClose < at) {
            int found = line.indexOf('>', at);
            nextClose = found < 0 ? line.length() : found;
        }
        if (nextClose >= line.length()) {
            return false;
        }
        Optional<Inline> read = line.startsWith(GchatMentions.OPEN, at)
                ? user(line.substring(at + GchatMentions.OPEN.length(), nextClose))
                : link(line.substring(at + 1, nextClose));
        if (read.isEmpty()) {
            return false;
        }
        flush();
        out.add(read.get());
        return skipTo(nextClose + 1);
    }

    private Optional<Inline> user(String id) {
        return GchatMentions.read(ids, id, told);
    }

    private Optional<Inline> link(String inside) {
        int bar = inside.indexOf('|');
        String url = bar < 0 ? inside : inside.substring(0, bar);
        String label = bar < 0 ? "" : inside.substring(bar + 1);
        return Link.isSafe(url) && url.indexOf('<') < 0 ? Optional.of(new Link(label, url, marks)) : Optional.empty();
    }

    /** A mark whose end lies in what was just read as a whole ends here. */
    private boolean skipTo(int next) {
        at = next;
        closes.values().removeIf(close -> close < next);
        marks.retainAll(closes.keySet());
        return true;
    }

    private void flush() {
        if (!text.isEmpty()) {
            out.add(new Text(text.toString(), marks));
            text.setLength(0);
        }
    }
}
