package dev.footbridge.sandbox;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints files as they cross, as Markdown, and the verdict at the end. */
final class FilesTable {

    private static final String ROW = "| %s | %,d | %s | %s | %s | %s | %.0f | %.0f |%n";

    private final PrintWriter out;
    private final List<String> notes = new ArrayList<>();
    private double highest;

    FilesTable(PrintWriter out) {
        this.out = out;
    }

    void head() {
        out.println("| from → to | bytes | as | seconds | MB/s | SHA-256 | relay's RSS before, MiB | peak |");
        out.println("|---|---:|---|---:|---:|---|---:|---:|");
        out.flush();
    }

    void row(FileCrossing file, FileWatch.Figures figures) {
        String title = file.way().title();
        FileCrossing.Form form = file.form();
        Optional<String> problem = file.problem();
        boolean copied = form == FileCrossing.Form.NATIVE;
        row(
                title,
                file.size(),
                problem.map(what -> "FAIL: " + what).orElse(form.name().toLowerCase(Locale.ROOT)),
                copied ? number("%.2f", file.seconds()) : "–",
                copied ? number("%.0f", file.size() / file.seconds() / 1e6) : "–",
                copied ? equal(problem.isEmpty()) : "–",
                figures);
        if (!copied) {
            notes.add(title + ", " + number("%,d", file.size()) + " bytes: " + file.note());
        }
    }

    /** Files that cross at the same time. */
    void row(List<FileCrossing> files, FileWatch.Figures figures) {
        long bytes = files.stream().mapToLong(FileCrossing::size).sum();
        long bad = files.stream().filter(file -> file.problem().isPresent()).count();
        row(
                files.size() + " files, " + figures.atOnce() + " at once",
                bytes,
                bad == 0 ? "native" : "FAIL: " + bad + " of them",
                number("%.2f", figures.seconds()),
                number("%.0f", bytes / figures.seconds() / 1e6),
                equal(bad == 0),
                figures);
    }

    private void row(
            String title,
            long bytes,
            String form,
            String seconds,
            String rate,
            String equal,
            FileWatch.Figures figures) {
        highest = Math.max(highest, figures.peak());
        out.printf(Locale.ROOT, ROW, title, bytes, form, seconds, rate, equal, figures.before(), figures.peak());
        out.flush();
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String equal(boolean yes) {
        return yes ? "equal" : "no";
    }

    /** What is said in place of files, and whether every file is there as it should be, once; looks at all of them again. */
    boolean verdict(List<FileCrossing> files) {
        out.println();
        notes.forEach(note -> out.println("- " + note));
        int failed = 0;
        for (FileCrossing file : files) {
            Optional<String> problem = file.problem();
            problem.ifPresent(what -> out.printf(
                    Locale.ROOT, "- FAIL: %s, %,d bytes: %s%n", file.way().title(), file.size(), what));
            failed += problem.isPresent() ? 1 : 0;
        }
        long copies = files.stream()
                .filter(file -> file.form() == FileCrossing.Form.NATIVE)
                .count();
        out.printf(
                Locale.ROOT,
                "%n%d of %d files as they should be: %d there once and equal, %d too large and told; %d failed;"
                        + " relay's RSS at most %.0f MiB%n",
                files.size() - failed,
                files.size(),
                copies,
                files.size() - copies - failed,
                failed,
                highest);
        out.flush();
        return failed == 0;
    }
}
