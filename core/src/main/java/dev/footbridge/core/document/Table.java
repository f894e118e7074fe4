package dev.footbridge.core.document;

import java.util.List;

/** A table; the first row is its header when {@code header} is set. Rows may differ in length. */
public record Table(boolean header, List<Row> rows) implements Block {

    /** One row. */
    public record Row(List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** One cell. */
    public record Cell(List<Inline> inlines) {
        public Cell {
            inlines = List.copyOf(inlines);
        }
    }

    public Table {
        rows = List.copyOf(rows);
    }

    @Override
    public <R> R accept(BlockVisitor<R> visitor) {
        return visitor.table(this);
    }
}
