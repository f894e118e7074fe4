package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.LossReport;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.relay.bridge.Direction;
import dev.footbridge.relay.bridge.PairLosses;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.RelayConfig;
import dev.footbridge.relay.config.RelayConfig.BridgeEntry;
import dev.footbridge.relay.config.RelayConfig.EndpointEntry;
import dev.footbridge.relay.config.RelayConfig.GroupEntry;
import dev.footbridge.relay.config.RelayConfig.PersonEntry;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says before anything runs whether it would: the file, the credentials, the channels. */
@Command(
        name = "check",
        description = "Check the configuration, and with the platforms also credentials, scopes and channels.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

    private static final int CONFIGURATION_WRONG = 2;
    private static final int PLATFORM_REFUSED = 3;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--offline", description = "Check the file only; call no platform.")
    private boolean offline;

    @Spec
    private @Nullable CommandSpec spec;

    private int failures;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Console.out(spec);
        try {
            RelayConfig checked = config.read();
            checked.warnings().forEach(warning -> out.println("warning  " + warning));
            out.printf(
                    "ok       configuration: %d connectors, %d bridges%n",
                    checked.connectors().size(), checked.bridges().size());
            try (ConfiguredConnectors connectors = new ConfiguredConnectors(checked)) {
                if (!offline) {
                    callPlatforms(checked, connectors, out);
                }
                checked.bridges().forEach(bridge -> losses(bridge, connectors, out));
                LinkCheck.starts(checked).forEach(line -> out.println("ok       " + line));
                LinkCheck.warnings(checked, connectors).forEach(warning -> out.println("warning  " + warning));
            }
            return failures == 0 ? 0 : PLATFORM_REFUSED;
        } catch (ConfigException e) {
            PrintWriter err = Console.err(spec);
            e.problems().forEach(err::println);
            err.flush();
            return CONFIGURATION_WRONG;
        } finally {
            out.flush();
        }
    }

    private void callPlatforms(RelayConfig checked, ConfiguredConnectors connectors, PrintWriter out)
            throws InterruptedException {
        for (Map.Entry<String, Connector> entry : connectors.all().entrySet()) {
            credentials(entry.getKey(), entry.getValue(), out);
        }
        for (BridgeEntry bridge : checked.bridges()) {
            for (EndpointEntry endpoint : bridge.endpoints()) {
                Optional<Connector> connector = connectors.find(endpoint.connector());
                if (connector.isPresent()) {
                    channel(bridge.name(), endpoint, connector.get(), out);
                }
            }
        }
        for (GroupEntry group : checked.signInGroups()) {
            Optional<Connector> connector = connectors.find(group.connector());
            if (connector.isPresent()) {
                group(group, checked.people(), connector.get(), out);
            }
        }
    }

    private void group(GroupEntry group, List<PersonEntry> people, Connector connector, PrintWriter out)
            throws InterruptedException {
        String what = "sign-in-groups: group " + group.group() + " of connector " + group.connector();
        if (connector.signInGroups().isEmpty()) {
            failures++;
            out.printf(
                    "refused  %s: no groups can be changed, on its platform or with its kind of credentials%n", what);
            return;
        }
        try {
            connector.signInGroups().get().members(group.group(), Optional.empty());
            long count = people.stream().filter(group::concerns).count();
            out.printf("ok       %s: accounts of %d people may be put in%n", what, count);
        } catch (ConnectorException e) {
            failed(out, what, e);
        }
    }

    /** After the platforms were asked: what a channel keeps may depend on what is granted. */
    private static void losses(BridgeEntry bridge, ConfiguredConnectors connectors, PrintWriter out) {
        for (EndpointEntry from : bridge.endpoints()) {
            for (EndpointEntry to : bridge.endpoints()) {
                Optional<Side> source = side(from, connectors);
                Optional<Side> target = side(to, connectors);
                if (from.direction().receives()
                        && to.direction().sends()
                        && source.isPresent()
                        && target.isPresent()
                        && !source.get().workspace().equals(target.get().workspace())) {
                    out.printf(
                            "losses   bridge %s: %s -> %s: %s%n",
                            bridge.name(),
                            source.get().label(),
                            target.get().label(),
                            summary(PairLosses.of(
                                    source.get().features(), target.get().features(), bridge.policy())));
                }
            }
        }
    }

    private static Optional<Side> side(EndpointEntry endpoint, ConfiguredConnectors connectors) {
        return connectors.find(endpoint.connector()).map(connector -> Side.of(endpoint, connector));
    }

    private static String summary(LossReport report) {
        Map<Fidelity, List<String>> elements = new TreeMap<>();
        report.losses()
                .forEach(loss -> elements.computeIfAbsent(loss.fidelity(), unused -> new ArrayList<>())
                        .add(LossesCommand.word(loss.element())));
        return elements.entrySet().stream()
                .map(entry -> LossesCommand.word(entry.getKey()) + " " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private void credentials(String name, Connector connector, PrintWriter out) throws InterruptedException {
        try {
            Health health = connector.check();
            out.printf("ok       connector %s: %s as %s%n", name, connector.workspace(), health.self());
            health.warnings().forEach(warning -> out.printf("warning  connector %s: %s%n", name, warning));
        } catch (ConnectorException e) {
            failed(out, "connector " + name, e);
        }
    }

    private void channel(String bridge, EndpointEntry endpoint, Connector connector, PrintWriter out)
            throws InterruptedException {
        String what = "bridge " + bridge + ": " + endpoint.connector() + " " + endpoint.channel();
        ChannelId id = new ChannelId(connector.workspace(), endpoint.channel());
        Features features = connector.features(id);
        if (endpoint.direction() != Direction.RECEIVE && features.fidelity(Element.POST) == Fidelity.REJECTED) {
            failures++;
            out.printf("refused  %s: %s%n", what, features.note(Element.POST).orElse("posting is not possible"));
            return;
        }
        Optional<Directory> directory = connector.directory();
        if (directory.isEmpty()) {
            out.printf("unknown  %s: this platform does not tell whether a channel exists%n", what);
            return;
        }
        try {
            if (directory.get().channel(id).isPresent()) {
                out.printf("ok       %s%n", what);
            } else {
                failures++;
                out.printf("refused  %s: no such channel, or this account is not in it%n", what);
            }
        } catch (ConnectorException e) {
            failed(out, what, e);
        }
    }

    private void failed(PrintWriter out, String what, ConnectorException e) {
        failures++;
        out.printf("refused  %s: %s (%s)%n", what, e.getMessage(), e.code());
    }
}
