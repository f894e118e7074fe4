package dev.footbridge.sandbox;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.relay.Relay;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.relay.config.RelayConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The emulators and a relay between them, with a data folder of its own that is gone at the end. */
final class Sandbox implements AutoCloseable {

    private final List<SandboxPlatform> platforms;
    private final RelayFolder folder;
    private final RelayConfig config;
    private volatile Relay relay;
    private volatile boolean restarting;

    private Sandbox(List<SandboxPlatform> platforms, RelayFolder folder, RelayConfig config, Relay relay) {
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
            RelayFolder folder = RelayFolder.create(platforms, more, layout.bridges(platforms));
            RelayConfig config = new ConfigReader(ConnectorProvider.installed(), Map.of()).read(folder.configuration());
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
        return folder.configuration();
    }

    /** What the relay keeps on the disk. */
    Path data() {
        return folder.data();
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
        folder.close();
    }
}
