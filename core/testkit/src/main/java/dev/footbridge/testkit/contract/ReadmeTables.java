package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.LossReport;
import dev.footbridge.core.connector.LossReport.Arrival;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.PlanRequest;
import dev.footbridge.core.scope.PlannedScope;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopePlanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables of a README that are made of what the code says. Each stands between {@code <!-- name -->} and
 * {@code <!-- /name -->}, and a test compares it; with the system property {@code footbridge.readme} set to {@code write} it is
 * written anew instead.
 */
public final class ReadmeTables {

    private static final String PROPERTY = "footbridge.readme";

    /** Keeps everything and tells everything. */
    private static final Features EVERYTHING = new Features(
            Stream.of(Element.values()).collect(Collectors.toMap(Function.identity(), element -> Fidelity.FULL)),
            Map.of(),
            Integer.MAX_VALUE);

    private final Path file;
    private final boolean writing;

    private ReadmeTables(Path file, boolean writing) {
        this.file = file;
        this.writing = writing;
    }

    /** The tables of a file; in a module's tests {@code Path.of("README.md")} is the module's own. */
    public static ReadmeTables in(Path file) {
        return new ReadmeTables(file, "write".equals(System.getProperty(PROPERTY)));
    }

    /** The same, writing or not whatever the property says. */
    ReadmeTables writing(boolean on) {
        return new ReadmeTables(file, on);
    }

    /** The table {@code features}: what the platform keeps of each element, and why it is less than full. */
    public void features(Features features) {
        List<List<String>> rows = Stream.of(Element.values())
                .map(element -> List.of(
                        element.name(),
                        features.fidelity(element).name(),
                        features.note(element).orElse("")))
                .toList();
        table("features", List.of("element", "kept", "why"), rows);
    }

    /** The table {@code settings}: what each means, and whether it is required or has a default. */
    public void settings(List<Setting> settings) {
        List<List<String>> rows = settings.stream()
                .map(setting -> List.of(
                        "`" + setting.name() + "`",
                        setting.required()
                                ? "required"
                                : setting.defaultValue()
                                        .map(value -> "`" + value + "`")
                                        .orElse(""),
                        setting.description()))
                .toList();
        table("settings", List.of("setting", "default", "what it is"), rows);
    }

    /**
     * The table {@code losses}: of each element that does not always cross whole, what arrives here of a message from a
     * platform that has everything, and what arrives there of a message from here. What is lost between two platforms is
     * the worse of "from here" of the one and "to here" of the other.
     */
    public void losses(Features features) {
        Map<Element, Arrival> to = arrivals(LossReport.between(EVERYTHING, features));
        LossReport leaving = LossReport.between(features, EVERYTHING);
        Map<Element, Arrival> from = arrivals(leaving);
        List<List<String>> rows = new ArrayList<>();
        for (Element element : Element.values()) {
            String arrives = shown(to, element);
            String leaves = shown(from, element);
            if (!arrives.equals("FULL") || !leaves.equals("FULL")) {
                rows.add(List.of(element.name(), arrives, leaves));
            }
        }
        table("losses", List.of("element", "to here", "from here"), rows);
    }

    private static Map<Element, Arrival> arrivals(LossReport report) {
        Map<Element, Arrival> all = new EnumMap<>(Element.class);
        report.arrivals().forEach(arrival -> all.put(arrival.element(), arrival));
        return all;
    }

    private static String shown(Map<Element, Arrival> arrivals, Element element) {
        Arrival arrival = arrivals.get(element);
        if (arrival == null) {
            return "never comes";
        }
        return arrival.note().isEmpty() ? arrival.fidelity().name() : arrival.fidelity() + ": " + arrival.note();
    }

    /**
     * The table {@code scopes}: for each kind of credential the least scopes for all that the connector can do, whether the
     * standard capabilities need them, and what does not work without them.
     */
    public void scopes(ScopeCatalogue catalogue) {
        List<List<String>> rows = new ArrayList<>();
        for (GrantMode mode : catalogue.modes()) {
            Map<Scope, PlannedScope> planned = new LinkedHashMap<>();
            planned(catalogue, mode, false).forEach(scope -> planned.put(scope.scope(), scope));
            List<PlannedScope> standard = planned(catalogue, mode, true);
            standard.forEach(scope -> planned.put(scope.scope(), scope));
            Set<Scope> needed = standard.stream().map(PlannedScope::scope).collect(Collectors.toSet());
            planned.forEach((scope, row) -> rows.add(List.of(
                    mode.name(),
                    "`" + scope + "`",
                    needed.contains(scope) ? "yes" : "no",
                    row.consent().who(),
                    row.info().purpose(),
                    row.falls().stream().map(Capability::name).collect(Collectors.joining(", ")))));
        }
        table("scopes", List.of("mode", "scope", "standard", "consent by", "purpose", "for"), rows);
    }

    private static List<PlannedScope> planned(ScopeCatalogue catalogue, GrantMode mode, boolean standard) {
        List<String> capabilities = catalogue.capabilities().stream()
                .filter(capability -> !capability.planOnly() && (capability.standard() || !standard))
                .map(Capability::name)
                .toList();
        return new ScopePlanner(catalogue)
                .plan(PlanRequest.of(mode, capabilities))
                .contexts()
                .get(0)
                .scopes();
    }

    /** Any other table. Cells must not contain a bar or a line end. */
    public void table(String name, List<String> header, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(row(header));
        lines.add("|" + "---|".repeat(header.size()));
        rows.forEach(cells -> lines.add(row(cells)));
        region(name, lines);
    }

    private static String row(List<String> cells) {
        assertThat(cells).as("cells of a table").noneMatch(cell -> cell.contains("|") || cell.contains("\n"));
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private void region(String name, List<String> wanted) {
        List<String> lines = read();
        int start = lines.indexOf("<!-- " + name + " -->");
        int end = lines.indexOf("<!-- /" + name + " -->");
        assertThat(start >= 0 && end > start)
                .as("%s has a part between <!-- %s --> and <!-- /%s -->", file, name, name)
                .isTrue();
        if (writing) {
            List<String> whole = new ArrayList<>(lines.subList(0, start + 1));
            whole.add("");
            whole.addAll(wanted);
            whole.add("");
            whole.addAll(lines.subList(end, lines.size()));
            write(whole);
            return;
        }
        List<String> there = lines.subList(start + 1, end).stream()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(there)
                .as("table %s of %s; -D%s=write writes it anew", name, file, PROPERTY)
                .isEqualTo(wanted);
    }

    private List<String> read() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<String> lines) {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
