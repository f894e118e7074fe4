package dev.footbridge.relay;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.Platform;
import dev.footbridge.relay.bridge.BridgeEngine;
import dev.footbridge.relay.bridge.BridgeSpec;
import dev.footbridge.relay.bridge.EndpointSpec;
import dev.footbridge.relay.bridge.EngineOptions;
import dev.footbridge.relay.bridge.EngineStatus;
import dev.footbridge.relay.bridge.Failpoints;
import dev.footbridge.relay.config.RelayConfig;
import dev.footbridge.relay.config.RelayConfig.BridgeEntry;
import dev.footbridge.relay.config.RelayConfig.EndpointEntry;
import dev.footbridge.relay.config.RelayConfig.LinksEntry;
import dev.footbridge.relay.ingress.ManagementServer;
import dev.footbridge.relay.ingress.ManagementServer.Readiness;
import dev.footbridge.relay.ingress.WebhookServer;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.relay.ledger.LedgerException;
import dev.footbridge.relay.link.FileLinkServer;
import dev.footbridge.relay.transfer.FileInspection;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running relay: connectors, ledger, bridge engine and the listeners, started and stopped in that order. Several
 * can run in one process when their data folders differ.
 */
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final RelayConfig config;
    private final Metrics metrics;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<AutoCloseable> opened = new ArrayList<>();

    private final Ledger ledger;
    private final BridgeEngine engine;
    private final WebhookServer webhooks;
    private final Optional<FileLinkServer> links;
    private final ManagementServer management;
    private volatile boolean draining;

    private Relay(RelayConfig config) throws RelayException {
        this.config = config;
        this.metrics = opened(new Metrics());
        try {
            this.ledger = opened(Ledger.open(config.dataDir()));
            Map<String, Connector> connectors = connectors();
            Optional<FileLinkService> service = config.links().map(entry -> links(entry, connectors));
            this.engine = opened(engine(connectors, service));
            this.webhooks = opened(listen(connectors));
            this.links = service.map(files -> opened(files.listen(engine)));
            this.management = opened(ManagementServer.start(
                    config.management().host(), config.management().port(), this::readiness, metrics::scrape, engine));
            engine.start();
        } catch (LedgerException e) {
            close();
            throw new RelayException(e.getMessage() == null ? "the ledger cannot be opened" : e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw new RelayException("cannot start: " + StartFailure.explain(e), e);
        } catch (Error e) {
            // Threads that are running already would keep a half-started process alive.
            close();
            throw e;
        }
    }

    /**
     * Starts a relay; returns when it takes webhooks.
     *
     * @throws RelayException saying what to do: a port in use, a data folder that cannot be used, a setting
     */
    public static Relay start(RelayConfig config) throws RelayException {
        Relay relay = new Relay(config);
        LOG.atInfo()
                .addKeyValue("event", "started")
                .addKeyValue("webhooks", relay.webhooks.port())
                .addKeyValue("management", relay.management.port())
                .addKeyValue("bridges", config.bridges().size())
                .log("the relay is running");
        return relay;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.add(0, resource);
        return resource;
    }

    private Map<String, Connector> connectors() {
        Map<String, Connector> connectors = new LinkedHashMap<>();
        config.connectors().keySet().forEach(name -> connectors.put(name, opened(config.connect(name))));
        return connectors;
    }

    private BridgeEngine engine(Map<String, Connector> connectors, Optional<FileLinkService> service) {
        List<BridgeSpec> bridges = config.bridges().stream()
                .map(bridge -> spec(bridge, connectors))
                .toList();
        Map<String, URI> addresses = new HashMap<>();
        config.publicUrl()
                .ifPresent(url -> connectors
                        .keySet()
                        .forEach(name -> addresses.put(name, URI.create(url + WebhookServer.path(name)))));
        Accounts accounts = new Accounts(config, connectors);
        EngineOptions options = EngineOptions.builder()
                .platformNames(platformNames())
                .webhookAddresses(addresses)
                .people(accounts.people())
                .signIns(config.signIns())
                .signInGroups(accounts.signInGroups())
                .files(service.map(FileLinkService::links)
                        .map(config.files()::withLinks)
                        .orElse(config.files()))
                .failpoints(Failpoints.holdAt(System.getProperty(Failpoints.PROPERTY, "")))
                .build();
        return BridgeEngine.create(
                options, ledger, connectors, bridges, Clock.systemUTC(), new SecureRandom(), metrics);
    }

    private Map<Platform, String> platformNames() {
        Map<Platform, String> names = new HashMap<>();
        config.connectors()
                .values()
                .forEach(entry ->
                        names.put(entry.provider().platform(), entry.provider().displayName()));
        return names;
    }

    private FileLinkService links(LinksEntry entry, Map<String, Connector> connectors) {
        return new FileLinkService(
                entry,
                ledger,
                connectors,
                platformNames(),
                new FileInspection(config.files().scanner()),
                Clock.systemUTC(),
                metrics);
    }

    private static BridgeSpec spec(BridgeEntry bridge, Map<String, Connector> connectors) {
        List<EndpointSpec> endpoints = new ArrayList<>();
        for (EndpointEntry endpoint : bridge.endpoints()) {
            Connector connector =
                    Optional.ofNullable(connectors.get(endpoint.connector())).orElseThrow();
            ChannelId channel = new ChannelId(connector.workspace(), endpoint.channel());
            endpoints.add(new EndpointSpec(endpoint.connector(), channel, endpoint.direction()));
        }
        return new BridgeSpec(bridge.name(), endpoints, bridge.policy());
    }

    private WebhookServer listen(Map<String, Connector> connectors) {
        Map<String, WebhookServer.Hook> hooks = new HashMap<>();
        connectors.forEach((name, connector) -> {
            Optional<WebhookIngress> ingress = connector.webhooks();
            ingress.ifPresent(ear -> hooks.put(name, new WebhookServer.Hook(ear, engine.sinkFor(name))));
        });
        return WebhookServer.start(config.listen().host(), config.listen().port(), hooks);
    }

    private Readiness readiness() {
        EngineStatus status = engine.status();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("draining", draining);
        details.put("ledger", ledger.isWritable() ? "writable" : "not writable");
        details.put("problems", status.problems());
        details.put("received", status.received());
        details.put("duplicates", status.duplicates());
        details.put("ignored", status.ignored());
        details.put("delivered", status.delivered());
        details.put("dead", status.dead());
        details.put("parked", status.parked());
        details.put("pending", status.pending());
        return new Readiness(isReady(), details);
    }

    /** Whether events are taken: the ledger can be written and nobody asked the relay to stop. */
    public boolean isReady() {
        return !draining
                && closed.getCount() > 0
                && ledger.isWritable()
                && engine.status().ready();
    }

    /** How the engine is doing. */
    public EngineStatus status() {
        return engine.status();
    }

    /** What did not cross whole since the start, by element and how it was lost. */
    public Map<String, Long> losses() {
        return metrics.losses();
    }

    /** Where a connector's webhooks arrive: the public address when there is one, else the listener's own. */
    public URI webhookAddress(String connector) {
        String base = config.publicUrl()
                .map(URI::toString)
                .orElse("http://" + config.listen().host() + ":" + webhooks.port());
        return URI.create(base + WebhookServer.path(connector));
    }

    /** Port of the webhook listener. */
    public int webhookPort() {
        return webhooks.port();
    }

    /** Port of the listener for links to files; empty when there is none. */
    public OptionalInt linkPort() {
        return links.stream().mapToInt(FileLinkServer::port).findFirst();
    }

    /** Port of the management listener. */
    public int managementPort() {
        return management.port();
    }

    /** Stops as SIGTERM asks: unready at once, webhooks a little longer, calls in flight to their end, then close. */
    public void drainAndClose() {
        draining = true;
        LOG.atInfo().addKeyValue("event", "draining").log("the relay stops");
        try {
            if (!closed.await(config.drain().delay().toMillis(), TimeUnit.MILLISECONDS)) {
                boolean whole = engine.drain(config.drain().deadline());
                LOG.atInfo()
                        .addKeyValue("event", "drained")
                        .addKeyValue("whole", whole)
                        .log(whole ? "nothing is in flight" : "calls in flight are left to the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** Blocks until the relay is closed. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Closes at once; what is in flight is left to the next start on the same data folder. Idempotent. */
    @Override
    public synchronized void close() {
        draining = true;
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .addKeyValue("event", "close_failed")
                        .addKeyValue("code", e.getClass().getSimpleName())
                        .log("a part of the relay did not close");
            }
        }
        opened.clear();
        closed.countDown();
    }
}
