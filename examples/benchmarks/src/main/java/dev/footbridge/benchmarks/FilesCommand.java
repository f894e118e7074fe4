package dev.footbridge.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends files through a real relay and through a bare pipe, and compares what arrives. */
@Command(
        name = "files",
        description =
                "Sends files through a real relay with a heap of 96 MiB, and beside it through a bare pipe: speed, memory, "
                        + "how text does meanwhile, and whether every byte arrives.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        footer = {
            "",
            "Exit codes: 0 every file arrived once and as it was, 1 it could not run,",
            "2 the command line is wrong, 3 a file is missing, doubled or different.",
            "Slowness is no failure."
        })
final class FilesCommand implements Callable<Integer> {

    private static final String HEAP = "-Xmx96m";

    @Mixin
    private RelayOptions relay = new RelayOptions();

    @Option(
            names = "--pairs",
            split = ",",
            defaultValue = "SLACK_TO_TEAMS,TEAMS_TO_SLACK",
            description = "From where to where: ${COMPLETION-CANDIDATES}.")
    private List<FilePair> pairs = new ArrayList<>();

    @Option(names = "--channels", defaultValue = "32", description = "Bridges, from one channel to one each.")
    private int channels;

    @Option(
            names = "--size",
            defaultValue = "1GiB",
            converter = ByteSize.Converter.class,
            description = "Of the large file, cut to what a pair takes; 0 leaves it out.")
    private ByteSize size = new ByteSize(0);

    @Option(names = "--repetitions", defaultValue = "5", description = "Of the large file, after a first pass.")
    private int repetitions;

    @Option(names = "--streams", defaultValue = "32", description = "Files at once; 0 leaves them out, and text too.")
    private int streams;

    @Option(
            names = "--stream-size",
            defaultValue = "100MiB",
            converter = ByteSize.Converter.class,
            description = "Of each of the files at once.")
    private ByteSize streamSize = new ByteSize(0);

    @Option(names = "--text-warm-up", defaultValue = "10000", description = "Messages of text before any is measured.")
    private int textWarmUp;

    @Option(names = "--text-rate", defaultValue = "50", description = "Messages of text per second.")
    private double textRate;

    @Option(names = "--text-seconds", defaultValue = "20", description = "Of one window of text; 0 leaves text out.")
    private int textSeconds;

    @Option(names = "--text-rounds", defaultValue = "3", description = "Windows without and with streams, in turn.")
    private int textRounds;

    @Option(
            names = "--slow-rate",
            defaultValue = "2MB",
            converter = ByteSize.Converter.class,
            description = "Bytes per second of each stream beside text.")
    private ByteSize slowRate = new ByteSize(0);

    @Option(names = "--many", defaultValue = "10000", description = "Files of all sizes; 0 leaves them out.")
    private int many;

    @Option(
            names = "--largest",
            defaultValue = "1GiB",
            converter = ByteSize.Converter.class,
            description = "Of the many files.")
    private ByteSize largest = new ByteSize(0);

    @Option(names = "--seed", defaultValue = "1", description = "Of all sizes and bytes.")
    private long seed;

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        return relay.measure(err, BenchmarksMain.COULD_NOT_RUN, work -> {
            FileReport report = measure(work, err);
            out.println(json ? report.json() : report.table());
            return report.isCorrect() ? 0 : BenchmarksMain.INCORRECT;
        });
    }

    private FileReport measure(Path work, PrintWriter err) throws IOException, InterruptedException {
        List<String> jvmOptions = new ArrayList<>(List.of(HEAP));
        jvmOptions.addAll(relay.jvmOptions());
        Clock clock = Clock.systemUTC();
        Map<String, String> machine = Machine.describe(work, jvmOptions, clock);
        machine.put("seed", Long.toString(seed));
        try (Stubs stubs = new Stubs(channels, clock, seed);
                RelayProcess process =
                        RelayProcess.start(new RelayProcess.Setup(relay.jar(), work, jvmOptions, channels, stubs));
                PumpProcess pump = PumpProcess.start(jvmOptions)) {
            FileBench.Ends ends = new FileBench.Ends(
                    process::webhook, OptionalLong.of(process.pid()), pump, OptionalLong.of(pump.pid()));
            FileBench bench = new FileBench(plan(), stubs, ends, err, FileBench.PATIENCE_NANOS);
            bench.run();
            return new FileReport(
                    machine,
                    bench.figures(),
                    bench.texts(),
                    stubs.runs().strays(),
                    stubs.unknown().calls());
        }
    }

    private FilePlan plan() {
        return new FilePlan(
                pairs,
                channels,
                size.bytes(),
                repetitions,
                streams,
                streamSize.bytes(),
                textWarmUp,
                textRate,
                textSeconds,
                textRounds,
                slowRate.bytes(),
                many,
                largest.bytes(),
                seed);
    }
}
