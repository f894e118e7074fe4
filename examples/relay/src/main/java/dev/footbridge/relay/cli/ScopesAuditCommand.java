package dev.footbridge.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.RelayConfig;
import dev.footbridge.relay.scopes.GrantReport;
import dev.footbridge.relay.scopes.ScopesException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the platforms what the configured credentials hold. */
@Command(
        name = "audit",
        description = {
            "Ask the platforms what the configured credentials hold, and hold it against the least that is needed."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  footbridge-relay scopes audit --config relay.yaml",
            "  footbridge-relay scopes audit --config relay.yaml acme --features post,edit,read --json",
            "",
            "Exit codes: 0 exactly what is needed, as far as the platforms tell; 2 the configuration or the words are",
            "wrong; 3 a platform refused the credentials; 4 something is missing, implied by more, or in excess."
        })
public final class ScopesAuditCommand implements Callable<Integer> {

    private static final int PLATFORM_REFUSED = 3;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "CONNECTOR", description = "One of them. Default: all.")
    private @Nullable String only;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "The kind of credential. Default: the one that can hold what is held.")
    private @Nullable String mode;

    @Option(
            names = "--features",
            paramLabel = "NAME",
            split = ",",
            description = "What is switched on. Default: what a bridge has unless somebody says otherwise.")
    private @Nullable List<String> features;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private int code;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        Map<String, GrantReport> reports = new LinkedHashMap<>();
        try {
            RelayConfig checked = config.read();
            try (ConfiguredConnectors connectors = new ConfiguredConnectors(checked)) {
                if (only != null && connectors.find(only).isEmpty()) {
                    throw new ScopesException(only + " is not a connector of the configuration; it has "
                            + String.join(", ", connectors.all().keySet()));
                }
                for (Map.Entry<String, Connector> entry : connectors.all().entrySet()) {
                    if (only == null || only.equals(entry.getKey())) {
                        audit(entry.getKey(), entry.getValue(), reports, err);
                    }
                }
            }
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
            code = ScopesCommand.NOT_UNDERSTOOD;
        } catch (ScopesException | IllegalArgumentException e) {
            err.println(e.getMessage());
            code = ScopesCommand.NOT_UNDERSTOOD;
        }
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
        } else {
            reports.forEach((name, report) -> print(name, report, out));
        }
        out.flush();
        err.flush();
        return code;
    }

    private void audit(String name, Connector connector, Map<String, GrantReport> reports, PrintWriter err)
            throws InterruptedException, ScopesException {
        try {
            ScopeCatalogue catalogue = ConnectorProvider.installed(
                            connector.workspace().platform().value())
                    .scopes();
            Grant grant = connector.check().grant();
            GrantMode kind = mode == null
                    ? GrantReport.mode(catalogue, grant)
                            .orElseThrow(() -> new ScopesException(
                                    name + ": no kind of credential holds all of it; name one by --mode"))
                    : catalogue.mode(mode);
            GrantReport report = GrantReport.of(
                    catalogue, kind, features == null ? GrantReport.standard(catalogue, kind) : features, grant);
            reports.put(name, report);
            if (report.known() && !report.isExact() && code == 0) {
                code = ScopesCommand.FOUND;
            }
        } catch (ConnectorException e) {
            err.printf("%s: refused: %s (%s)%n", name, e.getMessage(), e.code());
            code = PLATFORM_REFUSED;
        }
    }

    private static void print(String name, GrantReport report, PrintWriter out) {
        if (!report.known()) {
            out.printf("%s: the platform does not tell what is held%n", name);
            return;
        }
        out.printf("%s, mode %s%n", name, report.mode());
        report.lines()
                .forEach(line -> out.printf(
                        "  %-8s %s%s%n",
                        line.state().name().toLowerCase(Locale.ROOT),
                        line.scope(),
                        line.note().isEmpty() ? "" : ": " + line.note()));
        if (report.lines().isEmpty()) {
            out.println("  nothing is held, and nothing is needed");
        }
        if (report.isExact()) {
            out.println("  exactly what is needed");
        }
    }
}
