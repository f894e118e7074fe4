package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Floods a real relay with signed Slack events and measures what comes out at the Teams side. */
@Command(
        name = "footbridge-benchmarks",
        description = "Floods a real relay with signed Slack events and measures what comes out at the Teams side.",
        subcommands = {FilesCommand.class, PumpCommand.class},
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {
            "",
            "Exit codes: 0 every message crossed once and in order, 1 it could not run,",
            "2 the command line is wrong, 3 losses, duplicates or inversions. Slowness is no failure."
        })
public final class BenchmarksMain implements Callable<Integer> {

    static final int COULD_NOT_RUN = 1;
    static final int INCORRECT = 3;

    @Mixin
    private RelayOptions relay = new RelayOptions();

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

    /** Runs the benchmark and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarksMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        return relay.measure(err, COULD_NOT_RUN, work -> {
            Report report = measure(work, err);
            out.println(json ? report.json() : report.table());
            return report.isCorrect() ? 0 : INCORRECT;
        });
    }

    private Report measure(Path work, PrintWriter err) throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        Map<String, String> machine = Machine.describe(work, relay.jvmOptions(), clock);
        try (Stubs stubs = new Stubs(channels, clock, 0);
                RelayProcess process = RelayProcess.start(
                        new RelayProcess.Setup(relay.jar(), work, relay.jvmOptions(), channels, stubs))) {
            Load load = Bench.load(process.webhook("slack"), stubs.slackMessages());
            List<Figures> figures = new Bench(
                            plan(),
                            stubs.runs(),
                            stubs.graph(),
                            load,
                            OptionalLong.of(process.pid()),
                            err,
                            Bench.PATIENCE_NANOS)
                    .run();
            return new Report(
                    machine, figures, stubs.runs().strays(), stubs.unknown().calls());
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
}
