package dev.footbridge.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The real relay: its own jar, its own process, its own data folder. */
final class RelayProcess implements AutoCloseable {

    private static final long START_NANOS = 60_000_000_000L;
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final Path log;
    private final URI hooks;
    private final URI ready;

    private RelayProcess(Process process, Path log, URI hooks, URI ready) {
        this.process = process;
        this.log = log;
        this.hooks = hooks;
        this.ready = ready;
    }

    /** Where the relay is and what it is pointed at. */
    record Setup(Path jar, Path folder, List<String> jvmOptions, int channels, Stubs stubs) {}

    /** Starts a relay and waits until it is ready. */
    static RelayProcess start(Setup setup) throws IOException {
        int port = freePort();
        int management = freePort();
        Path config = setup.folder().resolve("relay.yaml");
        Files.writeString(config, yaml(setup, port, management));
        Path log = setup.folder().resolve("relay.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(setup.jvmOptions());
        command.addAll(List.of("-jar", setup.jar().toString(), "run", "--config", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RelayProcess relay = new RelayProcess(
                process,
                log,
                URI.create("http://127.0.0.1:" + port + "/hooks/"),
                URI.create("http://127.0.0.1:" + management + "/readyz"));
        relay.awaitReady();
        return relay;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String yaml(Setup setup, int port, int management) {
        StringBuilder bridges = new StringBuilder();
        for (int i = 0; i < setup.channels(); i++) {
            bridges.append(String.format(
                    Locale.ROOT,
                    "  bench-%d:%n    endpoints:%n      - { connector: slack, channel: %s }%n"
                            + "      - { connector: teams, channel: \"%s/%s\" }%n",
                    i,
                    World.slackChannel(i),
                    World.TEAM,
                    World.teamsChannel(i)));
        }
        return """
                data-dir: data
                listen: { host: 127.0.0.1, port: %d }
                management: { host: 127.0.0.1, port: %d }
                public-url: http://127.0.0.1:%d
                connectors:
                  slack:
                    platform: slack
                    team-id: %s
                    token: %s
                    signing-secret: %s
                    api-url: %s
                    pacing: "off"
                  teams:
                    platform: teams
                    tenant: %s
                    client-id: %s
                    client-secret: %s
                    refresh-token: %s
                    client-state: %s
                    graph-url: %s
                    login-url: %s
                    pacing: "off"
                bridges:
                %s
                drain: { delay: 0s, deadline: 10s }
                """.formatted(
                        port,
                        management,
                        port,
                        World.SLACK_TEAM,
                        World.SLACK_TOKEN,
                        World.SIGNING_SECRET,
                        setup.stubs().slack().apiUrl(),
                        World.TENANT,
                        World.CLIENT,
                        World.CLIENT_SECRET,
                        World.REFRESH_TOKEN,
                        World.CLIENT_STATE,
                        setup.stubs().graph().graphUrl(),
                        setup.stubs().graph().loginUrl(),
                        bridges);
    }

    private void awaitReady() throws IOException {
        long start = System.nanoTime();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - start > START_NANOS) {
                String said = Files.readString(log);
                close();
                throw new IOException("the relay did not start:\n" + said);
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection) ready.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where a connector's events go. */
    URI webhook(String connector) {
        return hooks.resolve(connector);
    }

    long pid() {
        return process.pid();
    }

    /** Stops it as an operator does, with SIGTERM. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
