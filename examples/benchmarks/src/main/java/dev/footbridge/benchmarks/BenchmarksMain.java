package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Floods a real relay with signed Slack events and measures what comes out at the Teams side. */
@Command(
        name = "footbridge-benchmarks",
        description = "Floods a real relay with signed Slack events and measures what comes out at the Teams side.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {
            "",
            "Exit codes: 0 every message crossed once and in order, 1 it could not run,",
            "2 the command line is wrong, 3 losses, duplicates or inversions. Slowness is no failure."
        })
public final class BenchmarksMain implements Callable<Integer> {

    private static final int COULD_NOT_RUN = 1;
    private static final int INCORRECT = 3;

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

    @Option(names = "--channels", defaultValue = "8", description = "Bridges, from one channel to one each.")
    private int channels;

    @Option(names = "--outstanding", defaultValue = "32", description = "Webhooks on their way at most.")
    private int outstanding;

    @Option(names = "--in-order", description = "A channel's next webhook waits for the answer to the one before.")
    private boolean inOrder;

    @Option(names = "--warm-up", defaultValue = "60000", description = "Messages before anything is measured.")
    private int warmUp;

    @Option(names = "--messages", defaultValue = "20000", description = "Messages of a flood.")
    private int messages;

    @Option(names = "--repetitions", defaultValue = "3", description = "Of the flood.")
    private int repetitions;

    @Option(names = "--rate", defaultValue = "20", description = "Messages per second of the open loop.")
    private double rate;

    @Option(names = "--steady-seconds", defaultValue = "40", description = "Of the open loop; 0 leaves it out.")
    private int steadySeconds;

    @Option(names = "--delay", defaultValue = "50", description = "Milliseconds per target call of the delayed flood.")
    private int delay;

    @Option(names = "--delayed-messages", defaultValue = "1600", description = "Of the delayed flood; 0 leaves it out.")
    private int delayedMessages;

    @Option(
            names = "--bare",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether to run the client that only posts beside it.")
    private boolean bare;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Option(names = "--keep", description = "Keep the folder with the relay's data, configuration and log.")
    private boolean keep;

    /** Runs the benchmark and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarksMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try {
            Path jar = relayJar == null ? beside("../../relay/target/footbridge-relay.jar") : relayJar;
            Path parent = folder == null ? beside("") : folder;
            Path work = Files.createTempDirectory(Files.createDirectories(parent), "bench-");
            try {
                Report report = measure(jar, work, err);
                out.println(json ? report.json() : report.table());
                return report.isCorrect() ? 0 : INCORRECT;
            } finally {
                tidy(work, err);
            }
        } catch (IOException e) {
            err.println(e.getMessage());
            return COULD_NOT_RUN;
        }
    }

    private Report measure(Path jar, Path work, PrintWriter err) throws IOException, InterruptedException {
        if (Machine.isMemory(work)) {
            err.println("warning: " + work + " is memory, not a disk; an fsync costs nothing there");
        }
        Clock clock = Clock.systemUTC();
        Map<String, String> machine = Machine.describe(work, jvmOptions, clock);
        Runs runs = new Runs();
        Unknown unknown = new Unknown();
        SlackMessages slackMessages = new SlackMessages(channels, clock);
        try (SlackStub slack = new SlackStub(slackMessages, unknown);
                GraphStub graph = new GraphStub(runs, unknown);
                RelayProcess relay =
                        RelayProcess.start(new RelayProcess.Setup(jar, work, jvmOptions, channels, slack, graph))) {
            Load load = Bench.load(relay.webhook(), slackMessages);
            List<Figures> figures =
                    new Bench(plan(), runs, graph, load, OptionalLong.of(relay.pid()), err, Bench.PATIENCE_NANOS).run();
            return new Report(machine, figures, runs.strays(), unknown.calls());
        }
    }

    private Plan plan() {
        return new Plan(
                channels,
                outstanding,
                inOrder,
                warmUp,
                messages,
                repetitions,
                rate,
                steadySeconds,
                delay,
                delayedMessages,
                bare);
    }

    private static Path beside(String relative) throws IOException {
        try {
            Path jar = Path.of(BenchmarksMain.class
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
