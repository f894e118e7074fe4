package dev.footbridge.relay.scopes;

import dev.footbridge.relay.scopes.ConsentSheet.Moved;
import dev.footbridge.relay.scopes.ConsentSheet.Row;
import dev.footbridge.relay.scopes.ConsentSheet.Section;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A consent sheet as Markdown, and as a page made from it. */
public final class SheetMarkdown {

    private final List<String> lines = new ArrayList<>();

    private SheetMarkdown() {}

    /**
     * The sheet.
     *
     * @param level of the first heading: 1 for a document of its own
     */
    public static String of(ConsentSheet sheet, int level) {
        SheetMarkdown markdown = new SheetMarkdown();
        markdown.sheet(sheet, "#".repeat(level));
        return String.join("\n", markdown.lines) + "\n";
    }

    /** The sheet as a page without scripts. */
    public static String html(ConsentSheet sheet) {
        List<TablesExtension> extensions = List.of((TablesExtension) TablesExtension.create());
        String body = HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(true)
                .build()
                .render(Parser.builder().extensions(extensions).build().parse(of(sheet, 1)));
        return "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>" + escaped(sheet.title())
                + "</title>\n<style>body{font:1em/1.4 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
                + "td,th{border:1px solid #bbb;padding:.3em .6em;text-align:left;vertical-align:top}"
                + "table{border-collapse:collapse}</style>\n" + body + "</html>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void sheet(ConsentSheet sheet, String heading) {
        lines.add(heading + " " + sheet.title());
        lines.add("");
        lines.add("Platform: " + sheet.platform()
                + (sheet.tier().isEmpty() ? "" : ". Plan: " + sheet.tier())
                + ". What each credential asks for, by who has to agree:");
        lines.add("");
        diagram(sheet);
        for (Section section : sheet.sections()) {
            section(section, heading + "#");
        }
        lines.add("Facts: " + sheet.source() + ".");
    }

    private void diagram(ConsentSheet sheet) {
        List<String> who = List.copyOf(sheet.whoConsents());
        lines.add("```mermaid");
        lines.add("flowchart LR");
        for (int i = 0; i < sheet.sections().size(); i++) {
            Section section = sheet.sections().get(i);
            lines.add("    c" + i + "[\"" + section.title().replace("\"", "'") + "\"]");
            for (int j = 0; j < who.size(); j++) {
                String one = who.get(j);
                long count = section.rows().stream()
                        .filter(row -> row.consent().equals(one))
                        .count();
                if (count > 0) {
                    lines.add("    c" + i + " -->|" + count + (count == 1 ? " scope" : " scopes") + "| w" + j + "([\""
                            + one + "\"])");
                }
            }
        }
        lines.add("```");
        lines.add("");
    }

    private void section(Section section, String heading) {
        lines.add(heading + " " + section.title());
        lines.add("");
        lines.add("Credential: " + section.mode() + ".");
        lines.add("");
        boolean tiers = section.rows().stream().anyMatch(row -> !row.tier().isEmpty());
        boolean origins = section.rows().stream().anyMatch(row -> !row.origin().isEmpty());
        List<String> header = new ArrayList<>(List.of("scope", "grant type", "consent by", "why", "without it"));
        addIf(header, tiers, 3, "plan");
        addIf(header, origins, 2, "origin");
        List<List<String>> rows = new ArrayList<>();
        for (Row row : section.rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    code(row.scope()),
                    row.grantType(),
                    row.consent(),
                    row.why(),
                    "no " + String.join(", ", row.falls())));
            addIf(cells, tiers, 3, row.tier());
            addIf(cells, origins, 2, row.origin());
            rows.add(cells);
        }
        table(header, rows);
        section.impossible().forEach(gap -> lines.add("- Not possible: " + gap));
        if (!section.impossible().isEmpty()) {
            lines.add("");
        }
        moved(section.moved());
        comparison(section);
    }

    private static void addIf(List<String> cells, boolean wanted, int index, String cell) {
        if (wanted) {
            cells.add(index, cell);
        }
    }

    private void moved(List<Moved> moved) {
        if (moved.isEmpty()) {
            return;
        }
        lines.add("Consent in each team or chat takes the place of consent for the whole organisation:");
        lines.add("");
        table(
                List.of("for", "in the whole organisation", "in each team or chat"),
                moved.stream()
                        .map(row -> List.of(row.capability(), codes(row.whole()), codes(row.single())))
                        .toList());
    }

    private void comparison(Section section) {
        if (section.comparison().isEmpty()) {
            return;
        }
        long listed = section.comparison().stream()
                .filter(ProfileComparison.Row::listed)
                .count();
        lines.add("Beside the " + listed + " scopes of a published list for the same, "
                + section.rows().size() + " are planned:");
        lines.add("");
        table(
                List.of("asked for", "there", "here", "because"),
                section.comparison().stream()
                        .map(row -> List.of(
                                code(row.scope()),
                                row.listed() ? "yes" : "no",
                                row.planned() ? "yes" : "no",
                                row.why()))
                        .toList());
    }

    private void table(List<String> header, List<List<String>> rows) {
        lines.add("| " + String.join(" | ", header) + " |");
        lines.add("|" + "---|".repeat(header.size()));
        rows.forEach(cells -> lines.add("| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList())
                + " |"));
        lines.add("");
    }

    private static String codes(List<String> scopes) {
        return scopes.isEmpty()
                ? "nothing more"
                : String.join(", ", scopes.stream().map(SheetMarkdown::code).toList());
    }

    private static String code(String scope) {
        return "`" + scope + "`";
    }
}
