package dev.footbridge.sandbox;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends large files between every two platforms through the relay's jar with a small heap. */
@Command(
        name = "files",
        description = {
            "Send a file of the largest size that both platforms take between every two of them, through the relay's jar as a"
                    + " process with 96 MiB of heap, and compare what arrives. Where people can have one that the"
                    + " target does not take, send that as well: a link or a notice has to tell of it.",
            "The bytes are made from a seed as they are read; nobody holds a whole file."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "native: a file of the target's own. link: opens for those who are there. notice: words that say why it stayed.",
            "Exit codes: 0 every file is there once and equal, or told of; 1 one is missing, doubled or differs;"
                    + " 2 wrong command line."
        })
final class FilesCommand implements Callable<Integer> {

    private static final List<String> HEAP = List.of("-Xmx96m");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Option(
            names = "--size",
            converter = FileSize.Converter.class,
            defaultValue = "1GiB",
            description = "No file is larger, such as 8MiB or 1GiB. Defaults to ${DEFAULT-VALUE}.")
    private FileSize size = FileSize.NONE;

    @Option(
            names = "--streams",
            description =
                    "Then send so many files at once, over the pairs that take them. Defaults to ${DEFAULT-VALUE}.")
    private int streams = 0;

    @Option(
            names = "--stream-size",
            converter = FileSize.Converter.class,
            defaultValue = "100MiB",
            description = "How large each of these is. Defaults to ${DEFAULT-VALUE}.")
    private FileSize streamSize = FileSize.NONE;

    @Option(names = "--seed", description = "What the bytes are made from. Defaults to ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--relay", paramLabel = "JAR", description = "The relay's jar. Default: the one built beside this.")
    private @Nullable Path jar;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path relayJar = relayJar();
        List<SandboxPlatform> platforms = Sandbox.startAll(Clock.systemUTC(), false);
        try {
            return run(relayJar, platforms) ? 0 : 1;
        } finally {
            platforms.forEach(SandboxPlatform::close);
        }
    }

    private boolean run(Path relayJar, List<SandboxPlatform> platforms) throws Exception {
        FilePlan plan = new FilePlan(platforms, seed);
        List<FileCrossing> single = plan.largest(size.bytes());
        List<FileCrossing> together = plan.streams(streams, streamSize.bytes());
        if (together.size() < streams) {
            throw wrong("no two platforms take files of " + streamSize.bytes() + " bytes");
        }
        List<FileCrossing> all =
                Stream.concat(single.stream(), together.stream()).toList();
        LongSupplier nanoTime = System::nanoTime;
        List<Layout.Bridge> bridges = all.stream()
                .map(FileCrossing::way)
                .distinct()
                .map(FileWay::bridge)
                .toList();
        try (RelayFolder folder = RelayFolder.create(platforms, Map.of("pacing", "off"), bridges);
                RelayProcess relay = RelayProcess.start(
                        relayJar, folder.configuration(), folder.managementPort(), folder.path(), HEAP);
                Screens screens = new Screens(platforms, nanoTime)) {
            Runtime.getRuntime().addShutdownHook(new Thread(relay::abandon));
            platforms.forEach(platform -> platform.webhooksAt(folder.webhookAddress(platform)));
            FileWatch watch = new FileWatch(relay, screens, nanoTime, new PrintWriter(System.err, true));
            FilesTable table = new FilesTable(SandboxMain.out(spec));
            table.head();
            for (FileCrossing file : single) {
                table.row(file, watch.cross(file.way().title(), List.of(file)));
            }
            if (!together.isEmpty()) {
                table.row(together, watch.cross("at once", together));
            }
            // Whatever it still had in mind has happened by then.
            relay.terminate(PATIENCE);
            return table.verdict(all);
        }
    }

    private Path relayJar() {
        Path named = jar == null ? RelayProcess.builtBeside() : jar;
        if (!Files.isRegularFile(named)) {
            throw wrong("no relay at " + named
                    + "; build it with ./mvnw -B -q -DskipTests package, or name it with --relay");
        }
        return named;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }
}
