package dev.footbridge.sandbox;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.RateLimit;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.relay.Relay;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.relay.config.RelayConfig;
import dev.footbridge.sandbox.SandboxPlatform.Room;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The emulators and a relay between them, with a data folder of its own that is gone at the end. */
final class Sandbox implements AutoCloseable {

    private static final String DATA = "data";

    private final List<SandboxPlatform> platforms;
    private final Path folder;
    private final RelayConfig config;
    private volatile Relay relay;
    private volatile boolean restarting;

    private Sandbox(List<SandboxPlatform> platforms, Path folder, RelayConfig config, Relay relay) {
        this.platforms = platforms;
        this.folder = folder;
        this.config = config;
        this.relay = relay;
    }

    /** Starts everything on free loopback ports, one bridge over all platforms; takes a few seconds. */
    static Sandbox start(Clock clock) throws IOException, ConfigException, RelayException {
        return start(startAll(clock, false), Layout::mesh);
    }

    /** Starts a relay between these platforms, which are closed with the sandbox, also when it does not start. */
    static Sandbox start(List<SandboxPlatform> platforms, Layout layout)
            throws IOException, ConfigException, RelayException {
        return start(platforms, layout, Map.of("pacing", "off"));
    }

    /** The same with a relay that keeps the documented limits. */
    static Sandbox startPaced(List<SandboxPlatform> platforms, Layout layout)
            throws IOException, ConfigException, RelayException {
        return start(platforms, layout, Map.of());
    }

    private static Sandbox start(List<SandboxPlatform> platforms, Layout layout, Map<String, String> more)
            throws IOException, ConfigException, RelayException {
        try {
            Path folder = Files.createTempDirectory("footbridge-sandbox");
            int[] ports = freePorts();
            Path file = folder.resolve("relay.yaml");
            Files.writeString(
                    file,
                    RelayYaml.write(
                            folder.resolve(DATA), ports[0], ports[1], platforms, more, layout.bridges(platforms)));
            RelayConfig config = new ConfigReader(ConnectorProvider.installed(), Map.of()).read(file);
            Relay relay = Relay.start(config);
            for (SandboxPlatform platform : platforms) {
                platform.webhooksAt(relay.webhookAddress(platform.emulator().name()));
            }
            return new Sandbox(platforms, folder, config, relay);
        } catch (IOException | ConfigException | RelayException | RuntimeException e) {
            platforms.forEach(SandboxPlatform::close);
            throw e;
        }
    }

    /** Starts an emulator of each platform, without a relay. */
    static List<SandboxPlatform> startAll(Clock clock, boolean tls) {
        return List.of(
                SlackSide.start(clock, 0, tls),
                TeamsSide.start(clock, 0, tls),
                GchatSide.start(clock, 0, tls),
                WebexSide.start(clock, 0, tls),
                MiroSide.start(clock, 0, tls));
    }

    List<SandboxPlatform> platforms() {
        return platforms;
    }

    Relay relay() {
        return relay;
    }

    /** The configuration the relay runs with. */
    Path configuration() {
        return folder.resolve("relay.yaml");
    }

    /** What the relay keeps on the disk. */
    Path data() {
        return folder.resolve(DATA);
    }

    /** What a platform's bridged channel keeps, as its connector declares it. */
    Features features(SandboxPlatform platform) throws ConnectorException, InterruptedException {
        try (Connector connector = connector(platform)) {
            // Some abilities hang on what is granted.
            connector.check();
            return connector.features(channel(connector, platform.room()));
        }
    }

    /** The limits that a post to a platform's other channel counts against. */
    List<RateLimit> limits(SandboxPlatform platform) {
        try (Connector connector = connector(platform)) {
            return connector.pacing().limits(Verb.POST, channel(connector, platform.otherRoom()));
        }
    }

    private Connector connector(SandboxPlatform platform) {
        RelayConfig.ConnectorEntry entry = Optional.ofNullable(
                        config.connectors().get(platform.emulator().name()))
                .orElseThrow();
        return entry.provider().create(ConnectorConfig.of(entry.provider(), entry.values()));
    }

    private static ChannelId channel(Connector connector, Room room) {
        return new ChannelId(connector.workspace(), room.configured());
    }

    /** Ends the relay with everything in its heap, and starts another one on the same ledger. */
    synchronized void restartRelay() throws RelayException {
        restarting = true;
        try {
            relay.close();
            relay = Relay.start(config);
        } finally {
            restarting = false;
        }
    }

    boolean isRestarting() {
        return restarting;
    }

    @Override
    public void close() {
        relay.close();
        platforms.forEach(SandboxPlatform::close);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println("could not remove " + folder);
        }
    }

    private static int[] freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        }
    }
}
