package dev.footbridge.gchat.emulator;

import java.util.EnumSet;
import java.util.Set;

/**
 * A stretch of text of one look.
 *
 * @param text what is shown
 * @param target the user's id or {@code all}, the link's address, the emoji's id; empty for plain text
 */
record Run(Kind kind, String text, String target, Set<Mark> marks) {
    /** What it is. */
    enum Kind {
        TEXT,
        USER,
        LINK,
        EMOJI
    }

    /** How it looks; the order is that of opening. */
    enum Mark {
        BOLD,
        ITALIC,
        STRIKE,
        CODE
    }

    Run {
        marks = Set.copyOf(marks);
    }

    static Run text(String text, Set<Mark> marks) {
        return new Run(Kind.TEXT, text, "", marks);
    }

    static Set<Mark> with(Set<Mark> marks, Mark more) {
        EnumSet<Mark> all = EnumSet.of(more);
        all.addAll(marks);
        return all;
    }
}
