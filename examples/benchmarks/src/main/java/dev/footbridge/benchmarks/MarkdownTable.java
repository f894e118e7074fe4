package dev.footbridge.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, which is readable as it is: first column to the left, numbers to the right. */
final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    MarkdownTable(List<String> columns) {
        widths = new int[columns.size()];
        add(columns);
    }

    void add(List<String> row) {
        rows.add(row);
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], row.get(i).length());
        }
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(table, rows.get(r));
            if (r == 0) {
                rule(table);
            }
        }
        return table.toString();
    }

    private void line(StringBuilder table, List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            table.append("| ")
                    .append(i == 0 ? row.get(i) + padding : padding + row.get(i))
                    .append(' ');
        }
        table.append("|\n");
    }

    private void rule(StringBuilder table) {
        for (int i = 0; i < widths.length; i++) {
            table.append(i == 0 ? "|" + "-".repeat(widths[i] + 2) : "|" + "-".repeat(widths[i] + 1) + ":");
        }
        table.append("|\n");
    }
}
