package dev.footbridge.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** The relay's jar as a process of its own, as an operator runs it. */
final class RelayProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of(System.getProperty("footbridge.relay.jar", "missing")).normalize();

    private final Process process;
    private final int managementPort;
    private final Path log;

    private RelayProcess(Process process, int managementPort, Path log) {
        this.process = process;
        this.managementPort = managementPort;
        this.log = log;
    }

    /** Starts {@code run} and returns when the relay is ready. */
    static RelayProcess run(Path config, int managementPort, Path folder, String... jvmOptions) throws IOException {
        Path log = Files.createTempFile(folder, "relay", ".log");
        List<String> command = command(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString(), "run", "--config", config.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TMPDIR", folder.toString());
        RelayProcess relay = new RelayProcess(builder.start(), managementPort, log);
        try {
            await("the relay is ready").atMost(Duration.ofSeconds(30)).until(() -> relay.isReady() || !relay.isAlive());
        } catch (ConditionTimeoutException e) {
            relay.process.destroyForcibly();
            throw new IOException("the relay is not ready: " + Files.readString(log), e);
        }
        if (!relay.isAlive()) {
            throw new IOException("the relay ended at once: " + Files.readString(log));
        }
        return relay;
    }

    /** Runs any command to its end. */
    static Ended command(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = command();
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        File output = Files.createTempFile(folder, "command", ".log").toFile();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("did not end: " + String.join(" ", arguments));
        }
        return new Ended(process.exitValue(), Files.readString(output.toPath()));
    }

    /** What a command said, and how it ended. */
    record Ended(int exitCode, String output) {}

    private static List<String> command(String... jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        return command;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private boolean isReady() {
        try {
            return get("/readyz").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** An answer of the management listener. */
    record Answer(int status, String body) {}

    Answer get(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + managementPort + path).toURL().openConnection();
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    /** Everything it printed. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
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
