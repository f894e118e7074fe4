package dev.footbridge.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.relay.scopes.KnownScopes;
import dev.footbridge.relay.scopes.lint.Finding;
import dev.footbridge.relay.scopes.lint.LintException;
import dev.footbridge.relay.scopes.lint.PermissionLinter;
import dev.footbridge.relay.scopes.lint.PermissionLinter.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads documents in which somebody lists the permissions of an app. Calls no platform. */
@Command(
        name = "lint",
        description = {
            "Check documents about an app's permissions: Markdown, tables with bars, plain text. Calls no platform.",
            "Known are the scopes of the connectors' catalogues, and with --vendor-data all that the vendors list."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  footbridge-relay scopes lint PERMISSIONS.md",
            "  footbridge-relay scopes lint *.md --vendor-data contracts --json",
            "",
            "Exit codes: 0 nothing to say, 2 a file cannot be read or understood, 4 there are findings."
        })
public final class ScopesLintCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The documents.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--vendor-data",
            paramLabel = "FOLDER",
            description = "A folder with the vendors' own lists of scopes.")
    private @Nullable Path vendorData;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        PermissionLinter linter;
        try {
            linter = KnownScopes.linter(ConnectorProvider.installed(), Optional.ofNullable(vendorData));
        } catch (LintException e) {
            err.println(e.getMessage());
            err.flush();
            return ScopesCommand.NOT_UNDERSTOOD;
        }
        Map<Path, Report> reports = new LinkedHashMap<>();
        boolean unreadable = false;
        for (Path file : files) {
            try {
                reports.put(file, linter.lint(file));
            } catch (LintException e) {
                unreadable = true;
                err.println(file + ": " + e.getMessage());
            }
        }
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree(reports)));
        } else {
            reports.forEach((file, report) -> print(file, report, out));
        }
        out.flush();
        err.flush();
        boolean found =
                reports.values().stream().anyMatch(report -> !report.findings().isEmpty());
        return unreadable ? ScopesCommand.NOT_UNDERSTOOD : found ? ScopesCommand.FOUND : 0;
    }

    private static void print(Path file, Report report, PrintWriter out) {
        for (Finding finding : report.findings()) {
            out.printf(
                    "%s:%d: %s %s: %s%n    %s%n",
                    file,
                    finding.line(),
                    finding.rule().severity().name().toLowerCase(Locale.ROOT),
                    finding.rule().id(),
                    finding.message(),
                    finding.evidence());
        }
        out.printf(
                "%s: %d findings, by what is known of %s%n",
                file, report.findings().size(), report.platform());
    }

    private static List<Map<String, Object>> tree(Map<Path, Report> reports) {
        List<Map<String, Object>> documents = new ArrayList<>();
        reports.forEach((file, report) -> {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("file", file.toString());
            document.put("platform", report.platform());
            document.put(
                    "findings",
                    report.findings().stream().map(ScopesLintCommand::tree).toList());
            documents.add(document);
        });
        return documents;
    }

    private static Map<String, Object> tree(Finding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rule", finding.rule().id());
        tree.put("severity", finding.rule().severity().name().toLowerCase(Locale.ROOT));
        tree.put("line", finding.line());
        tree.put("scope", finding.scope());
        tree.put("message", finding.message());
        tree.put("evidence", finding.evidence());
        tree.put("others", finding.others());
        return tree;
    }
}
