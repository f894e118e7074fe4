package dev.footbridge.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox's jar as a process of its own, as a newcomer runs it. */
final class SandboxProcess implements AutoCloseable {

    private static final Path JAR =
            Path.of(System.getProperty("footbridge.sandbox.jar", "missing")).normalize();
    private static final Pattern OPEN = Pattern.compile("^Open (http://127\\.0\\.0\\.1:\\d+)");
    private static final int START_SECONDS = 90;

    private final Process process;

    private SandboxProcess(Process process) {
        this.process = process;
    }

    /** Starts the page on any port. */
    static SandboxProcess page() throws IOException {
        return new SandboxProcess(
                builder("--port", "0").redirectErrorStream(true).start());
    }

    /** What a command said, and how it ended. */
    record Ended(int exitCode, List<String> lines) {}

    /** Runs a command to its end. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "sandbox", ".log");
        Process process = builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(START_SECONDS * 2L, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("did not end: " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readAllLines(output));
    }

    private static ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Waits for the line that tells where the page is; everything else is read and forgotten. */
    URI address() throws Exception {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(address), "sandbox output");
        reader.setDaemon(true);
        reader.start();
        return address.get(START_SECONDS, TimeUnit.SECONDS);
    }

    private void read(CompletableFuture<URI> address) {
        List<String> said = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher open = OPEN.matcher(line);
                if (open.find()) {
                    address.complete(URI.create(open.group(1)));
                } else if (!address.isDone()) {
                    said.add(line);
                }
            }
            address.completeExceptionally(new IOException("the sandbox ended: " + said));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
