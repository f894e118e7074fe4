package dev.footbridge.relay.bridge;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.delivery.DeliveryObserver;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.ledger.Ledger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows who the relay is on each platform, and which credentials are refused just now. */
final class ConnectorWatch implements DeliveryObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Routes routes;
    private final Selves selves;
    private final Ledger ledger;
    private final Timers timers;
    private final Executor io;
    private final Set<WorkspaceId> refused = ConcurrentHashMap.newKeySet();
    private final Set<ChannelId> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, String> uncheckedConnectors = new ConcurrentHashMap<>();

    ConnectorWatch(Routes routes, Selves selves, Ledger ledger, Timers timers, Executor io) {
        this.routes = routes;
        this.selves = selves;
        this.ledger = ledger;
        this.timers = timers;
        this.io = io;
    }

    /** Finds out who the relay is; goes on trying, as nothing waits for it. */
    void introduce(String name, Connector connector) {
        try {
            learn(name, connector.check());
            uncheckedConnectors.remove(name);
        } catch (ConnectorException e) {
            if (uncheckedConnectors.put(name, e.code()) == null) {
                LOG.atWarn()
                        .addKeyValue("event", "check_failed")
                        .addKeyValue("connector", name)
                        .addKeyValue("code", e.code())
                        .log("{}", e.getMessage());
            }
            timers.after(RETRY, () -> io.execute(() -> introduce(name, connector)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void learn(String name, Health health) {
        health.warnings().forEach(warning -> LOG.warn("{}: {}", name, warning));
        for (BridgedChannel channel : routes.all()) {
            if (channel.connectorName().equals(name)) {
                selves.add(channel.workspace(), health.self().value());
                ledger.write(tx -> {
                    tx.channels().self(channel.workspace(), health.self().value());
                    return 0;
                });
            }
        }
    }

    @Override
    public void paused(WorkspaceId workspace) {
        refused.add(workspace);
    }

    @Override
    public void resumed(WorkspaceId workspace) {
        refused.remove(workspace);
    }

    @Override
    public void broken(ChannelId channel) {
        broken.add(channel);
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        uncheckedConnectors.forEach((name, code) ->
                problems.add("connector " + name + ": its credentials could not be checked (" + code + ")"));
        refused.forEach(workspace -> problems.add("workspace " + workspace + ": the platform refuses the credentials"));
        broken.forEach(channel -> problems.add("channel " + channel + ": nothing is sent before a restart"));
        return problems;
    }
}
