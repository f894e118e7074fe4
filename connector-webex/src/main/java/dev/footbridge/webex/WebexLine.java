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
 * line or beside another space is how a space that shall be seen is written.
 */
final class WebexLine {

    private static final char NO_BREAK_SPACE = '\u00A0';

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

    /** No-break spaces that stand for spaces become spaces again. */
    private static List<Inline> spaced(List<Inline> raw) {
        StringBuilder all = new StringBuilder();
        for (Inline inline : raw) {
            all.append(inline instanceof Text text ? text.value() : inline instanceof LineBreak ? "\n" : "\uFFFC");
        }
        if (all.indexOf(String.valueOf(NO_BREAK_SPACE)) < 0) {
            return raw;
        }
        StringBuilder shown = new StringBuilder(all);
        for (int i = 0; i < all.length(); i++) {
            if (all.charAt(i) == NO_BREAK_SPACE && (isEdge(all, i - 1) || isEdge(all, i + 1))) {
                shown.setCharAt(i, ' ');
            }
        }
        List<Inline> out = new ArrayList<>(raw.size());
        int at = 0;
        for (Inline inline : raw) {
            int length = inline instanceof Text text ? text.value().length() : 1;
            out.add(inline instanceof Text text ? new Text(shown.substring(at, at + length), text.marks()) : inline);
            at += length;
        }
        return out;
    }

    private static boolean isEdge(CharSequence text, int index) {
        if (index < 0 || index >= text.length()) {
            return true;
        }
        char c = text.charAt(index);
        return c == ' ' || c == '\n';
    }
}
