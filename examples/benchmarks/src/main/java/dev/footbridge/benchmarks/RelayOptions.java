package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which relay a benchmark starts, and where. */
final class RelayOptions {

    /** Measures in a folder that is there only meanwhile. */
    interface Measurement {
        int in(Path folder) throws IOException, InterruptedException;
    }

    @Option(names = "--relay", paramLabel = "JAR", description = "The relay's jar. Default: the one built beside this.")
    private @Nullable Path relayJar;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "For the relay's data; on a real disk. Default: beside this jar.")
    private @Nullable Path folder;

    @Option(
            names = "--relay-jvm",
            paramLabel = "OPTION",
            description = "An option for the relay's JVM; may be repeated.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(names = "--keep", description = "Keep the folder with the relay's data, configuration and log.")
    private boolean keep;

    Path jar() throws IOException {
        return relayJar == null ? beside("../../relay/target/footbridge-relay.jar") : relayJar;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    /** The exit code of the measurement; {@code couldNotRun} and the reason on {@code err} when there was none. */
    int measure(PrintWriter err, int couldNotRun, Measurement measurement) throws InterruptedException {
        try {
            Path parent = folder == null ? beside("") : folder;
            Path work = Files.createTempDirectory(Files.createDirectories(parent), "bench-");
            if (Machine.isMemory(work)) {
                err.println("warning: " + work + " is memory, not a disk; an fsync costs nothing there");
            }
            try {
                return measurement.in(work);
            } finally {
                tidy(work, err);
            }
        } catch (IOException e) {
            err.println(e.getMessage());
            return couldNotRun;
        }
    }

    private static Path beside(String relative) throws IOException {
        try {
            Path jar = Path.of(RelayOptions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling(relative).normalize().toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IOException("where this program lies is not a path", e);
        }
    }

    private void tidy(Path work, PrintWriter err) throws IOException {
        if (keep) {
            err.println("kept: " + work);
            return;
        }
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
