package dev.footbridge.miro;

import dev.footbridge.core.document.Mark;
import java.util.Set;

/**
 * Which HTML an item keeps; Miro strips the rest. From
 * <a href="https://developers.miro.com/reference/data">the data of items</a>.
 */
enum MiroDialect {
    /** The content of a sticky note. */
    NOTE(Set.of(Mark.BOLD, Mark.ITALIC, Mark.UNDERLINE, Mark.STRIKE), false),
    /** The description of an app card. */
    CARD(Set.of(Mark.BOLD, Mark.ITALIC, Mark.UNDERLINE), true);

    private final Set<Mark> marks;
    private final boolean lists;

    MiroDialect(Set<Mark> marks, boolean lists) {
        this.marks = marks;
        this.lists = lists;
    }

    boolean keeps(Mark mark) {
        return marks.contains(mark);
    }

    boolean keepsLists() {
        return lists;
    }
}
