package dev.footbridge.sandbox;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints the script's lines as they come, the matrix of all pairs, and the verdict at the end. */
final class ScriptTable {

    private static final String FORMAT = "%-22s %-16s   %-16s %-7s %7s  %s%n";
    private static final int NOTE = 90;

    private final PrintWriter out;

    ScriptTable(PrintWriter out) {
        this.out = out;
    }

    void head() {
        out.printf(FORMAT, "what", "from", "to", "crossed", "ms", "why not whole");
        out.flush();
    }

    void row(Cell cell) {
        String note = cell.note().length() > NOTE ? cell.note().substring(0, NOTE - 1) + "…" : cell.note();
        out.printf(FORMAT, cell.what(), cell.from(), cell.to(), cell.verdict().word(), cell.millis(), note);
        out.flush();
    }

    /** One line per ordered pair, one column per deed, as Markdown; below it what the declarations say. */
    void matrix(List<Cell> cells) {
        Map<String, Map<String, Cell>> pairs = new LinkedHashMap<>();
        cells.forEach(cell -> pairs.computeIfAbsent(cell.from() + " → " + cell.to(), any -> new LinkedHashMap<>())
                .putIfAbsent(cell.what(), cell));
        List<String> deeds = List.of(Deed.values()).stream().map(Deed::title).toList();
        out.printf("| from → to | %s |%n", String.join(" | ", deeds));
        out.printf("|---|%s%n", "---|".repeat(deeds.size()));
        pairs.forEach((pair, row) -> {
            if (row.containsKey(Deed.POST.title())) {
                out.printf(
                        "| %s | %s |%n",
                        pair, deeds.stream().map(deed -> word(row.get(deed))).collect(Collectors.joining(" | ")));
            }
        });
        out.println();
        Map<String, Set<String>> notes = new LinkedHashMap<>();
        cells.stream()
                .filter(cell -> deeds.contains(cell.what()) && !cell.note().isEmpty())
                .forEach(cell -> notes.computeIfAbsent(cell.what() + ": " + cell.note(), any -> new LinkedHashSet<>())
                        .add(cell.from() + " → " + cell.to()));
        notes.forEach((note, where) -> out.printf("- %s (%s)%n", note, String.join(", ", where)));
        out.println();
        out.flush();
    }

    /** What no table shows. */
    void besides(List<String> sentences) {
        sentences.forEach(sentence -> out.printf("- %s%n", sentence));
        out.println();
        out.flush();
    }

    private static String word(@org.jspecify.annotations.Nullable Cell cell) {
        return cell == null ? "FAIL" : cell.verdict().word();
    }

    /** Whether everything crossed, or is declared not to. */
    boolean verdict(List<Cell> cells) {
        Map<Cell.Verdict, Long> counts = new EnumMap<>(Cell.Verdict.class);
        cells.forEach(cell -> counts.merge(cell.verdict(), 1L, Long::sum));
        long failed = counts.getOrDefault(Cell.Verdict.FAILED, 0L);
        out.printf(
                "%d of %d as declared: %d whole, %d in another form, %d not possible there; %d failed%n",
                cells.size() - failed,
                cells.size(),
                counts.getOrDefault(Cell.Verdict.CROSSED, 0L),
                counts.getOrDefault(Cell.Verdict.DEGRADED, 0L),
                counts.getOrDefault(Cell.Verdict.DECLARED, 0L),
                failed);
        out.flush();
        return failed == 0 && !cells.isEmpty();
    }
}
