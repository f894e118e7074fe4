package dev.footbridge.relay.scopes.lint;

import dev.footbridge.core.scope.ScopeRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Holds permission documents against what is known of the platforms' scopes. Immutable; may be called concurrently. */
public final class PermissionLinter {

    private static final List<Check> CHECKS = List.of(
            new NameCheck(),
            new TypeCheck(),
            new ConsentCheck(),
            new ListCheck(),
            new ClaimCheck(),
            new ReasonCheck(),
            new ReplacementCheck(),
            new PlatformMixCheck());

    private final List<PlatformFacts> platforms;

    /** @param known what is known, platform by platform */
    public PermissionLinter(List<Known> known) {
        platforms = known.stream()
                .map(platform -> new PlatformFacts(platform.displayName(), platform.rows()))
                .toList();
    }

    /**
     * What is known of one platform.
     *
     * @param displayName as its vendor writes it
     * @param rows from several sources; where they differ the later one counts
     */
    public record Known(String displayName, List<ScopeRows> rows) {

        public Known {
            rows = List.copyOf(rows);
        }
    }

    /** What was found, and by which platform's facts. */
    public record Report(String platform, List<Finding> findings) {

        public Report {
            findings = List.copyOf(findings);
        }
    }

    /** Reads a file; findings come in the order of its lines. */
    public Report lint(Path file) throws LintException {
        return lint(DocumentFile.read(file));
    }

    /** The same for text that was read already. */
    public Report lint(String text) throws LintException {
        PermissionDocument document = MarkdownReader.isMarkdown(text)
                ? MarkdownReader.read(text)
                : PlainReader.read(
                        text,
                        new Availability(platforms.stream()
                                .flatMap(platform -> platform.tiers().stream())
                                .distinct()
                                .toList()));
        PlatformFacts facts = platform(document);
        Subject subject = new Subject(
                document,
                facts,
                new TaskReader(facts.things(), facts.displayName()),
                platforms.stream().map(PlatformFacts::displayName).toList());
        List<Finding> findings = new ArrayList<>(document.problems());
        CHECKS.forEach(check -> check.check(subject, findings::add));
        findings.sort(Comparator.comparingInt(Finding::line)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::scope));
        return new Report(facts.displayName(), findings.stream().distinct().toList());
    }

    /** The one that knows most of the names. */
    private PlatformFacts platform(PermissionDocument document) throws LintException {
        List<String> names = new ArrayList<>();
        document.entries().forEach(entry -> names.add(entry.name()));
        document.passages().forEach(passage -> names.addAll(Wording.shapedIn(passage.text())));
        if (document.entries().isEmpty() && document.problems().isEmpty()) {
            throw new LintException("no table and no list of scopes was found; a table needs a column headed"
                    + " \"Scope\" or \"Permission\" and another one");
        }
        PlatformFacts best = platforms.stream()
                .max(Comparator.comparingLong(
                        platform -> names.stream().filter(platform::knows).count()))
                .orElseThrow(() -> new LintException("no connector is installed, so no scope is known"));
        if (document.problems().isEmpty() && names.stream().noneMatch(best::knows)) {
            throw new LintException("no name in it is a scope of "
                    + String.join(
                            ", ",
                            platforms.stream().map(PlatformFacts::displayName).toList()));
        }
        return best;
    }
}
