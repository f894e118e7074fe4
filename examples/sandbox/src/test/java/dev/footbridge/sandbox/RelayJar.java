package dev.footbridge.sandbox;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The relay's jar that the build made. */
final class RelayJar {

    private static final Path JAR =
            Path.of(System.getProperty("footbridge.relay.jar", "missing")).normalize();

    private RelayJar() {}

    /** Starts {@code run} and returns when the relay is ready. */
    static RelayProcess run(Path config, int managementPort, Path folder, String... jvmOptions)
            throws IOException, InterruptedException {
        return RelayProcess.start(JAR, config, managementPort, folder, List.of(jvmOptions));
    }

    /** Runs any command to its end. */
    static Ended command(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
