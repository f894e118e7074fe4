package dev.footbridge.relay.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.delivery.DeliveryOptions;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.message.Message;
import dev.footbridge.relay.ledger.Ledger;
import dev.footbridge.testkit.fake.InMemoryConnector;
import dev.footbridge.testkit.fake.InMemoryWorkspace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Platforms in memory with one channel and one person each, and an engine between them that can be restarted. */
final class Rig implements AutoCloseable {

    static final String CHANNEL = "general";

    private Path directory;
    private boolean hears = true;
    private final Set<String> silent = new HashSet<>();
    private final Set<String> hinting = new HashSet<>();
    private final Clock clock;
    private final Map<String, InMemoryWorkspace> platforms = new LinkedHashMap<>();
    private final Map<String, InMemoryConnector> connectors = new LinkedHashMap<>();
    private final List<InMemoryConnector.Listening> listening = new ArrayList<>();
    private List<BridgeSpec> bridges = List.of();
    private EngineOptions.Builder options = EngineOptions.builder().repairInterval(Duration.ofHours(1));
    private Map<String, Connector> wrapped = Map.of();
    final Observed observed = new Observed();
    Ledger ledger;
    BridgeEngine engine;

    Rig(Path directory, Clock clock, String... names) {
        this.directory = directory;
        this.clock = clock;
        for (String name : names) {
            InMemoryWorkspace platform = new InMemoryWorkspace(name, name + "-home", clock);
            platform.channel(CHANNEL);
            platform.person("ann-" + name);
            platform.person("bob-" + name);
            platforms.put(name, platform);
            connectors.put(name, platform.connector());
        }
        bridge(names);
    }

    /** Adds up all bridges given; the first call replaces the one over all platforms. */
    Rig bridges(BridgeSpec... specs) {
        bridges = List.of(specs);
        return this;
    }

    private void bridge(String... names) {
        bridges = List.of(spec("all", names));
    }

    BridgeSpec spec(String bridge, String... names) {
        List<EndpointSpec> endpoints = new ArrayList<>();
        for (String name : names) {
            endpoints.add(new EndpointSpec(name, channel(name), Direction.BOTH));
        }
        return new BridgeSpec(bridge, endpoints, BridgePolicy.everything());
    }

    Rig options(EngineOptions.Builder value) {
        options = value;
        return this;
    }

    EngineOptions.Builder options() {
        return options;
    }

    /** Lets the engine see other connectors than the platforms' own. */
    Rig connectors(Map<String, Connector> value) {
        wrapped = value;
        return this;
    }

    /** Events reach the engine only through {@link #tell}. */
    Rig deaf() {
        hears = false;
        return this;
    }

    /** Tells the engine what happened on a platform, in this order, by number from 0. */
    void tell(String name, int... numbers) throws Exception {
        for (int number : numbers) {
            engine.sinkFor(name).accept(List.of(platform(name).happened().get(number)));
        }
    }

    /** These platforms tell nothing by themselves. */
    Rig silent(String... names) {
        silent.addAll(List.of(names));
        return this;
    }

    /** This platform only hints that something happened to a message. */
    Rig hinting(String name) {
        hinting.add(name);
        return this;
    }

    /** Uses another data directory from the next start on. */
    Rig directory(Path value) {
        directory = value;
        return this;
    }

    Path directory() {
        return directory;
    }

    Rig start() throws Exception {
        ledger = Ledger.open(directory);
        Map<String, Connector> given = new LinkedHashMap<>();
        connectors.forEach((name, connector) -> given.put(name, new WithoutStream(connector)));
        given.putAll(wrapped);
        engine = BridgeEngine.create(
                options.build(),
                ledger,
                given,
                bridges,
                clock,
                new Random(1),
                observed,
                DeliveryOptions.builder()
                        .backoff(Duration.ofMillis(5), Duration.ofMillis(50))
                        .settleSchedule(Duration.ofMillis(20))
                        .closeWait(Duration.ofSeconds(2)));
        for (Map.Entry<String, InMemoryConnector> entry :
                hears ? connectors.entrySet() : Set.<Map.Entry<String, InMemoryConnector>>of()) {
            String name = entry.getKey();
            InboundSink sink = engine.sinkFor(name);
            if (!silent.contains(name)) {
                listening.add(entry.getValue().listen(hinting.contains(name) ? new Hints(sink) : sink));
            }
        }
        engine.start();
        return this;
    }

    void forgetListeners() {
        listening.forEach(InMemoryConnector.Listening::close);
        listening.clear();
    }

    void stop() {
        listening.forEach(InMemoryConnector.Listening::close);
        listening.clear();
        engine.close();
        ledger.close();
    }

    Rig restart() throws Exception {
        stop();
        return start();
    }

    boolean hasPlatform(String name) {
        return platforms.containsKey(name);
    }

    InMemoryWorkspace platform(String name) {
        return platforms.get(name);
    }

    InMemoryConnector connector(String name) {
        return connectors.get(name);
    }

    ChannelId channel(String name) {
        return platform(name).channel(CHANNEL);
    }

    UserId ann(String name) {
        return platform(name).person("ann-" + name);
    }

    UserId bob(String name) {
        return platform(name).person("bob-" + name);
    }

    List<Message> messages(String name) {
        return platform(name).messages(channel(name));
    }

    List<String> texts(String name) {
        return messages(name).stream()
                .map(message -> message.body().plainText())
                .toList();
    }

    /** Waits until nothing is left to do. */
    Rig settle() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> {
                    engine.runDue();
                    assertThat(engine.isReading()).isFalse();
                    EngineStatus status = engine.status();
                    assertThat(status.pending()).isZero();
                    assertThat(status.backlog().values()).allMatch(waiting -> waiting == 0);
                });
        return this;
    }

    /** Every event is accounted for. */
    void assertCountsAddUp() {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            EngineStatus status = engine.status();
            long ignored = status.ignored().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long dead =
                    status.dead().values().stream().mapToLong(Long::longValue).sum();
            assertThat(status.duplicates() + ignored + dead + status.delivered() + status.parked() + status.pending())
                    .as("%s", status)
                    .isEqualTo(status.received());
        });
    }

    @Override
    public void close() {
        if (engine != null) {
            stop();
        }
    }
}
