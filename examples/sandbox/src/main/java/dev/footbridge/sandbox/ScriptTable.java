package dev.footbridge.sandbox;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the script's lines as they come, and the verdict at the end. */
final class ScriptTable {

    private static final String FORMAT = "%-26s %-16s   %-16s %-8s %7s  %s%n";

    private final PrintWriter out;

    ScriptTable(PrintWriter out) {
        this.out = out;
    }

    void head() {
        out.printf(FORMAT, "what", "from", "to", "crossed", "ms", "losses");
        out.flush();
    }

    void row(Script.Row row) {
        String losses = row.losses().entrySet().stream()
                .map(loss -> loss.getKey() + (loss.getValue() > 1 ? " ×" + loss.getValue() : ""))
                .collect(Collectors.joining(", "));
        out.printf(
                FORMAT,
                row.what(),
                row.from(),
                row.to(),
                row.crossed() ? "yes" : "NO",
                row.millis(),
                losses.isEmpty() ? "-" : losses);
        out.flush();
    }

    /** Whether everything crossed. */
    boolean verdict(List<Script.Row> rows) {
        long missing = rows.stream().filter(row -> !row.crossed()).count();
        out.printf("%n%d of %d crossed%n", rows.size() - missing, rows.size());
        out.flush();
        return missing == 0 && !rows.isEmpty();
    }
}
