package dev.footbridge.webex;

import dev.footbridge.core.document.Inline;
import dev.footbridge.core.document.LineBreak;
import dev.footbridge.core.document.Mark;
import dev.footbridge.core.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The runs of one paragraph while HTML is read. White space collapses as in a browser; a no-break space at the edge of a
 * line or beside another space is how a space that shall be seen is written, and one that is joined to it is itself.
 */
final class WebexLine {

    static final char NO_BREAK_SPACE = '\u00A0';

    /** A word joiner, which nobody sees: beside a no-break space it says that this is no other space. */
    static final char JOINER = '\u2060';

    private List<Inline> inlines = new ArrayList<>();

    /** White space that was read but not yet written: it counts only between two things that are seen. */
    private boolean pendingSpace;

    private Set<Mark> pendingMarks = Set.of();
    private boolean edgesCount = true;

    /** The line is the inside of something: space at its edges is part of it. */
    void inside() {
        edgesCount = false;
    }

    void text(String raw, Set<Mark> marks) {
        StringBuilder run = new StringBuilder(raw.length());
        boolean code = marks.contains(Mark.CODE);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (code && c == ' ') {
                flush(run, marks);
                run.append(' ');
            } else if (c == ' ' || c == '\n' || c == '\r' || c == '\f') {
                boolean atStart = edgesCount && run.isEmpty() && atLineStart();
                if (!pendingSpace && !atStart) {
                    pendingSpace = true;
                    pendingMarks = marks;
                }
            } else {
                flush(run, marks);
                run.append(c);
            }
        }
        if (!run.isEmpty()) {
            inlines.add(new Text(run.toString(), marks));
        }
    }

    private void flush(StringBuilder run, Set<Mark> marks) {
        if (!pendingSpace) {
            return;
        }
        pendingSpace = false;
        if (pendingMarks.equals(marks)) {
            run.append(' ');
        } else {
            inlines.add(new Text(" ", pendingMarks));
        }
    }

    private boolean atLineStart() {
        return inlines.isEmpty() || inlines.get(inlines.size() - 1) instanceof LineBreak;
    }

    void add(Inline inline) {
        flushSpace();
        inlines.add(inline);
    }

    void lineBreak() {
        pendingSpace = false;
        inlines.add(new LineBreak());
    }

    private void flushSpace() {
        if (pendingSpace) {
            inlines.add(new Text(" ", pendingMarks));
            pendingSpace = false;
        }
    }

    /** What was read since the last end. */
    List<Inline> end() {
        if (!edgesCount) {
            flushSpace();
        }
        pendingSpace = false;
        List<Inline> ended = inlines;
        inlines = new ArrayList<>();
        return spaced(ended);
    }

    /** No-break spaces that stand for spaces become spaces again. In code none does. */
    private static List<Inline> spaced(List<Inline> raw) {
        StringBuilder all = new StringBuilder();
        for (Inline inline : raw) {
            all.append(inline instanceof Text text ? text.value() : inline instanceof LineBreak ? "\n" : "\uFFFC");
        }
        if (all.indexOf(String.valueOf(NO_BREAK_SPACE)) < 0) {
            return raw;
        }
        List<Inline> out = new ArrayList<>(raw.size());
        int at = 0;
        for (Inline inline : raw) {
            int end = at + (inline instanceof Text text ? text.value().length() : 1);
            if (inline instanceof Text text && !text.marks().contains(Mark.CODE)) {
                String shown = shown(all, at, end);
                if (!shown.isEmpty()) {
                    out.add(new Text(shown, text.marks()));
                }
            } else {
                out.add(inline);
            }
            at = end;
        }
        return out;
    }

    private static String shown(CharSequence all, int from, int to) {
        StringBuilder shown = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = all.charAt(i);
            if (c == NO_BREAK_SPACE && (isEdge(all, i - 1) || isEdge(all, i + 1))) {
                shown.append(' ');
            } else if (c != JOINER || !(isNoBreakSpace(all, i - 1) || isNoBreakSpace(all, i + 1))) {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    private static boolean isNoBreakSpace(CharSequence text, int index) {
        return index >= 0 && index < text.length() && text.charAt(index) == NO_BREAK_SPACE;
    }

    private static boolean isEdge(CharSequence text, int index) {
        if (index < 0 || index >= text.length()) {
            return true;
        }
        char c = text.charAt(index);
        return c == ' ' || c == '\n';
    }
}
