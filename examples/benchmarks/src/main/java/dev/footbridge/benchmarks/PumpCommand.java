package dev.footbridge.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The other end of {@link PumpProcess}: one job a line, and a line for each that is done. */
@Command(name = "pump", hidden = true, description = "Carries files; started by the files benchmark.")
final class PumpCommand implements Callable<Integer> {

    private final Pump pump = new Pump();

    @Override
    public Integer call() throws IOException {
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            String[] words = line.split(" ");
            Pump.Job job = new Pump.Job(URI.create(words[0]), words[1], URI.create(words[2]), Long.parseLong(words[3]));
            new Thread(() -> carry(job), "pump").start();
        }
        return 0;
    }

    private void carry(Pump.Job job) {
        PrintStream out = System.out;
        try {
            pump.carry(job);
            out.println(PumpProcess.ANSWER + PumpProcess.DONE);
        } catch (IOException e) {
            out.println(PumpProcess.ANSWER + e.getMessage());
        }
    }
}
