package dev.footbridge.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.LossReport;
import dev.footbridge.core.connector.LossReport.Arrival;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.relay.bridge.BridgePolicy;
import dev.footbridge.relay.bridge.PairLosses;
import dev.footbridge.relay.cli.Side.NotUnderstood;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.RelayConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says before anything is linked what a message would lose. Calls no platform. */
@Command(
        name = "losses",
        description = {
            "Tell what a message loses between two channels, in both directions. Calls no platform.",
            "With --config: CONNECTOR:CHANNEL, as the configuration names them; they need not be bridged.",
            "Without: PLATFORM or PLATFORM:CHANNEL, as the platform is with its default settings."
        },
        mixinStandardHelpOptions = true)
public final class LossesCommand implements Callable<Integer> {

    private static final int NOT_UNDERSTOOD = 2;

    @Parameters(index = "0", paramLabel = "ONE", description = "One side.")
    private String one = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "The other side.")
    private String other = "";

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration that names the connectors.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "PLATFORM.SETTING=VALUE",
            description = "Without --config: a setting that differs from its default, of any value.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print JSON, with what arrives whole, too.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** One direction, as it is printed. */
    private record Way(String source, String target, List<Arrival> arrivals, List<Element> never) {}

    @Override
    public Integer call() throws JsonProcessingException {
        try {
            List<Way> ways = ways();
            PrintWriter out = Console.out(spec);
            if (json) {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("defaultSettings", config == null);
                answer.put("ways", ways);
                out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer));
            } else {
                ways.forEach(way -> print(way, out));
                if (config == null) {
                    out.println("This is how the platforms are with their default settings; --config takes yours.");
                }
            }
            out.flush();
            return 0;
        } catch (ConfigException e) {
            return wrong(e.problems());
        } catch (NotUnderstood e) {
            return wrong(List.of(String.valueOf(e.getMessage())));
        }
    }

    private int wrong(List<String> problems) {
        PrintWriter err = Console.err(spec);
        problems.forEach(err::println);
        err.flush();
        return NOT_UNDERSTOOD;
    }

    private List<Way> ways() throws ConfigException, NotUnderstood {
        @Nullable Path file = config;
        if (file == null) {
            return ways(Side.ofPlatform(one, settings), Side.ofPlatform(other, settings), BridgePolicy.everything());
        }
        RelayConfig read = ConfigOption.read(file);
        try (ConfiguredConnectors connectors = new ConfiguredConnectors(read)) {
            Side first = Side.configured(one, connectors);
            Side second = Side.configured(other, connectors);
            if (first.workspace().equals(second.workspace())) {
                throw new NotUnderstood(one + " and " + other + " are in one workspace: name channels of two");
            }
            return ways(first, second, policy(read));
        }
    }

    /** That of the first bridge that joins the two; the default's before there is one. */
    private BridgePolicy policy(RelayConfig read) {
        return read.bridges().stream()
                .filter(bridge -> bridge.endpoints().stream()
                        .map(endpoint -> endpoint.connector() + ":" + endpoint.channel())
                        .toList()
                        .containsAll(List.of(one, other)))
                .findFirst()
                .map(RelayConfig.BridgeEntry::policy)
                .orElse(BridgePolicy.everything());
    }

    private static List<Way> ways(Side first, Side second, BridgePolicy policy) {
        return List.of(way(first, second, policy), way(second, first, policy));
    }

    private static Way way(Side source, Side target, BridgePolicy policy) {
        LossReport report = PairLosses.of(source.features(), target.features(), policy);
        return new Way(source.label(), target.label(), report.arrivals(), report.never());
    }

    private static void print(Way way, PrintWriter out) {
        out.printf("%s -> %s%n", way.source(), way.target());
        int losses = 0;
        for (Arrival arrival : way.arrivals()) {
            if (arrival.fidelity() != Fidelity.FULL) {
                losses++;
                out.printf("  %-18s %-9s %s%n", word(arrival.element()), word(arrival.fidelity()), arrival.note());
            }
        }
        out.printf(
                "  %d of %d elements arrive whole",
                way.arrivals().size() - losses, way.arrivals().size());
        String never = way.never().stream().map(LossesCommand::word).collect(Collectors.joining(", "));
        if (!never.isEmpty()) {
            out.print("; never comes from there: " + never);
        }
        out.println();
        out.println();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
