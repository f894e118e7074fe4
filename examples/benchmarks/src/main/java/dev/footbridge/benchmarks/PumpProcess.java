package dev.footbridge.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link Pump} in a process of its own, with the JVM options that the relay has. */
final class PumpProcess implements Pump.Carrier, AutoCloseable {

    /** Begins an answer; what else a JVM says is none. */
    static final String ANSWER = "pump: ";

    static final String DONE = "done";

    private final Process process;
    private final BufferedWriter jobs;
    private final BufferedReader answers;

    private PumpProcess(Process process) {
        this.process = process;
        this.jobs = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static PumpProcess start(List<String> jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchmarksMain.class.getName(), "pump"));
        return new PumpProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void carry(List<Pump.Job> all) throws IOException {
        for (Pump.Job job : all) {
            jobs.write(job.from() + " " + job.method() + " " + job.to() + " " + job.size() + "\n");
        }
        jobs.flush();
        for (int i = 0; i < all.size(); i++) {
            String answer = answer();
            if (!DONE.equals(answer)) {
                throw new IOException("the bare pipe failed: " + answer);
            }
        }
    }

    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            }
        }
        return "its process ended";
    }

    /** It ends with its input. */
    @Override
    public void close() throws IOException {
        jobs.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
