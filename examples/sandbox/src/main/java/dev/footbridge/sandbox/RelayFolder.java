package dev.footbridge.sandbox;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A relay's configuration and its data, on free ports and in a folder that is gone at the end. */
final class RelayFolder implements AutoCloseable {

    private static final String DATA = "data";

    private final Path folder;
    private final RelayYaml.Ports ports;

    private RelayFolder(Path folder, RelayYaml.Ports ports) {
        this.folder = folder;
        this.ports = ports;
    }

    /** @param more settings of every connector */
    static RelayFolder create(List<SandboxPlatform> platforms, Map<String, String> more, List<Layout.Bridge> bridges)
            throws IOException {
        Path folder = Files.createTempDirectory("footbridge-sandbox");
        RelayYaml.Ports ports = freePorts();
        RelayFolder relay = new RelayFolder(folder, ports);
        Files.writeString(relay.configuration(), RelayYaml.write(relay.data(), ports, platforms, more, bridges));
        return relay;
    }

    private static RelayYaml.Ports freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0);
                ServerSocket third = new ServerSocket(0)) {
            return new RelayYaml.Ports(one.getLocalPort(), other.getLocalPort(), third.getLocalPort());
        }
    }

    Path path() {
        return folder;
    }

    /** The file that the relay reads. */
    Path configuration() {
        return folder.resolve("relay.yaml");
    }

    /** What the relay keeps on the disk. */
    Path data() {
        return folder.resolve(DATA);
    }

    int managementPort() {
        return ports.management();
    }

    /** Where a platform's events go. */
    URI webhookAddress(SandboxPlatform platform) {
        return URI.create("http://127.0.0.1:" + ports.webhooks() + "/hooks/"
                + platform.emulator().name());
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            System.err.println("could not remove " + folder);
        }
    }
}
