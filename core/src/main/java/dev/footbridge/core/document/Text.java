package dev.footbridge.core.document;

import java.util.Set;

/**
 * Plain characters with marks. Standard emoji are ordinary characters here; line ends are {@link LineBreak}s once the
 * document is in normal form.
 */
public record Text(String value, Set<Mark> marks) implements Inline {

    public Text {
        marks = Marks.copyOf(marks);
    }

    /** Text without marks. */
    public static Text of(String value) {
        return new Text(value, Set.of());
    }

    /** Text with the given marks. */
    public static Text of(String value, Mark first, Mark... rest) {
        Set<Mark> marks = java.util.EnumSet.of(first, rest);
        return new Text(value, marks);
    }

    @Override
    public <R> R accept(InlineVisitor<R> visitor) {
        return visitor.text(this);
    }
}
