package dev.footbridge.sandbox;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.relay.Relay;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.ConfigReader;
import dev.footbridge.relay.config.RelayConfig;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The emulators and a relay between them, with a data folder of its own that is gone at the end. */
final class Sandbox implements AutoCloseable {

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

    /** Starts everything on free loopback ports; takes a few seconds. */
    static Sandbox start(Clock clock) throws IOException, ConfigException, RelayException {
        List<SandboxPlatform> platforms = List.of(SlackSide.start(clock, 0, false), TeamsSide.start(clock, 0, false));
        Path folder = Files.createTempDirectory("footbridge-sandbox");
        int port = freePort();
        URI address = URI.create("http://127.0.0.1:" + port);
        Path file = folder.resolve("relay.yaml");
        Files.writeString(file, RelayYaml.write(folder.resolve("data"), port, address, platforms));
        RelayConfig config = new ConfigReader(ConnectorProvider.installed(), Map.of()).read(file);
        Relay relay = Relay.start(config);
        Sandbox sandbox = new Sandbox(platforms, folder, config, relay);
        for (SandboxPlatform platform : platforms) {
            platform.webhooksAt(relay.webhookAddress(platform.emulator().name()));
        }
        return sandbox;
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
