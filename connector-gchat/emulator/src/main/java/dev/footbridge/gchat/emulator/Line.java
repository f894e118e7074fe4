package dev.footbridge.gchat.emulator;

import java.util.List;

/**
 * One line of a message. A message is a list of lines: Chat knows no deeper structure.
 *
 * @param level how deep an item is nested, from 0
 * @param number of a numbered item, else 0
 */
record Line(Kind kind, int level, int number, List<Run> runs) {
    /** What a line belongs to. Neighbours of a kind make one quote, block or list. */
    enum Kind {
        TEXT,
        QUOTE,
        CODE,
        BULLET,
        NUMBER
    }

    Line {
        runs = List.copyOf(runs);
    }

    static Line of(Kind kind, List<Run> runs) {
        return new Line(kind, 0, 0, runs);
    }

    boolean item() {
        return kind == Kind.BULLET || kind == Kind.NUMBER;
    }
}
