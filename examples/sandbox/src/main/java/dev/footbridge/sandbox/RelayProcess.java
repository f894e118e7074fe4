package dev.footbridge.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The relay's jar as a process of its own, as an operator runs it. */
final class RelayProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 50;
    private static final int READY = 200;
    private static final int REFUSED = 400;

    private final Process process;
    private final int managementPort;
    private final Path log;

    private RelayProcess(Process process, int managementPort, Path log) {
        this.process = process;
        this.managementPort = managementPort;
        this.log = log;
    }

    /**
     * Starts {@code run} and returns when the relay is ready.
     *
     * @param folder for what it prints, and for temporary files
     */
    static RelayProcess start(Path jar, Path config, int managementPort, Path folder, List<String> jvmOptions)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "relay", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString(), "run", "--config", config.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TMPDIR", folder.toString());
        RelayProcess relay = new RelayProcess(builder.start(), managementPort, log);
        try {
            relay.awaitReady();
        } catch (IOException | InterruptedException e) {
            relay.abandon();
            throw e;
        }
        return relay;
    }

    /** The jar of the same build as this one. */
    static Path builtBeside() {
        try {
            return Path.of(RelayProcess.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("../../relay/target/footbridge-relay.jar")
                    .normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("where this program lies is not a path", e);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("the relay ended at once: " + log());
            }
            if (System.nanoTime() > end) {
                throw new IOException("the relay is not ready: " + log());
            }
        }
    }

    private boolean isReady() {
        try {
            return get("/readyz").status() == READY;
        } catch (IOException e) {
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** An answer of the management listener. */
    record Answer(int status, String body) {}

    Answer get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + managementPort + path).toURL().openConnection();
        int status = connection.getResponseCode();
        try (InputStream in = status < REFUSED ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Everything it printed. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Ends it and does not wait. */
    void abandon() {
        process.destroyForcibly();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        abandon();
        process.waitFor();
    }

    /** SIGTERM; returns the exit code. */
    int terminate(Duration patience) throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("did not stop within " + patience);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
