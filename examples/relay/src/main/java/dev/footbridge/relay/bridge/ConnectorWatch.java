package dev.footbridge.relay.bridge;

import dev.failsafe.RetryPolicy;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.delivery.DeliveryObserver;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.scopes.GrantReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows who the relay is on each platform, and which credentials are refused just now. */
final class ConnectorWatch implements DeliveryObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Routes routes;
    private final Selves selves;
    private final Ledger ledger;
    private final BackgroundCalls calls;
    private final EngineObserver observer;
    private final Set<WorkspaceId> refused = ConcurrentHashMap.newKeySet();
    private final Set<ChannelId> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, String> uncheckedConnectors = new ConcurrentHashMap<>();

    ConnectorWatch(Routes routes, Selves selves, Ledger ledger, BackgroundCalls calls, EngineObserver observer) {
        this.routes = routes;
        this.selves = selves;
        this.ledger = ledger;
        this.calls = calls;
        this.observer = observer;
    }

    /** Finds out who the relay is; goes on trying, as nothing waits for it. */
    void introduce(String name, Connector connector) {
        RetryPolicy<Health> policy = BackgroundCalls.<Health>policy(failure -> unchecked(name, failure))
                .withDelay(RETRY)
                .build();
        calls.untilItWorks(policy, connector::check).thenAccept(health -> {
            learn(name, health);
            uncheckedConnectors.remove(name);
        });
    }

    private void unchecked(String name, Throwable failure) {
        String code = BackgroundCalls.code(failure);
        if (uncheckedConnectors.put(name, code) == null) {
            LOG.atWarn()
                    .addKeyValue("event", "check_failed")
                    .addKeyValue("connector", name)
                    .addKeyValue("code", code)
                    .log("{}", failure instanceof ConnectorException ? failure.getMessage() : "trying again");
        }
    }

    /** What is missing the connector tells itself; what is too much, and how much of all, is told here. */
    private void tellScopes(String name, Health health) {
        Platform platform = health.self().workspace().platform();
        ConnectorProvider.installed().stream()
                .filter(provider -> provider.platform().equals(platform))
                .map(ConnectorProvider::scopes)
                .findFirst()
                .ifPresent(catalogue -> {
                    GrantReport.useless(catalogue, health.grant())
                            .forEach(warning -> LOG.warn("{}: {}", name, warning));
                    GrantReport.ofStandard(catalogue, health.grant())
                            .ifPresent(report -> report.counts()
                                    .forEach((state, count) ->
                                            observer.scopes(name, state.name().toLowerCase(Locale.ROOT), count)));
                });
    }

    private void learn(String name, Health health) {
        health.warnings().forEach(warning -> LOG.warn("{}: {}", name, warning));
        tellScopes(name, health);
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
