package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.document.Element;
import dev.footbridge.core.document.Fidelity;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.relay.bridge.Direction;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.RelayConfig;
import dev.footbridge.relay.config.RelayConfig.BridgeEntry;
import dev.footbridge.relay.config.RelayConfig.EndpointEntry;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            if (!offline) {
                callPlatforms(checked, out);
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

    private void callPlatforms(RelayConfig checked, PrintWriter out) throws InterruptedException {
        Map<String, Connector> connectors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, RelayConfig.ConnectorEntry> entry :
                    checked.connectors().entrySet()) {
                RelayConfig.ConnectorEntry made = entry.getValue();
                Connector connector = made.provider().create(ConnectorConfig.of(made.provider(), made.values()));
                connectors.put(entry.getKey(), connector);
                credentials(entry.getKey(), connector, out);
            }
            for (BridgeEntry bridge : checked.bridges()) {
                for (EndpointEntry endpoint : bridge.endpoints()) {
                    Connector connector = connectors.get(endpoint.connector());
                    if (connector != null) {
                        channel(bridge.name(), endpoint, connector, out);
                    }
                }
            }
        } finally {
            connectors.values().forEach(Connector::close);
        }
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
