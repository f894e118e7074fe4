package dev.footbridge.sandbox;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the emulators and a relay between them, and shows what crosses. */
@Command(
        name = "footbridge-sandbox",
        description = {
            "Five emulated platforms, a relay between them, and a page to watch all clients side by side.",
            "Needs no account and no internet."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            EmulatorsCommand.class,
            MatrixCommand.class,
            FilesCommand.class,
            PacingCommand.class,
            PollingCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 everything crossed or is declared not to, 1 something failed (--script), 2 wrong command line."
        })
public final class SandboxMain implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8090;

    @Option(names = "--script", description = "Play the seeded conversation without a page and print what crossed.")
    private boolean script;

    @Option(names = "--port", description = "Port of the page on 127.0.0.1; 0 for any. Defaults to ${DEFAULT-VALUE}.")
    private int port = DEFAULT_PORT;

    @Spec
    private @Nullable CommandSpec spec;

    private SandboxMain() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Plain lines for people; the relay itself defaults to JSON. Must be set before the first logger is made.
        System.setProperty("relay.log", System.getProperty("relay.log", "TEXT"));
        System.setProperty("relay.level", System.getProperty("relay.level", "WARN"));
        System.exit(new CommandLine(new SandboxMain()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = out(spec);
        try (Sandbox sandbox = Sandbox.start(Clock.systemUTC())) {
            return script ? play(sandbox, out) : show(sandbox, out);
        }
    }

    static PrintWriter out(@Nullable CommandSpec spec) {
        return spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
    }

    private static int play(Sandbox sandbox, PrintWriter out) throws Exception {
        ScriptTable table = new ScriptTable(out);
        table.head();
        Script script = new Script(sandbox, System::nanoTime, table::row);
        List<Cell> cells = script.play();
        out.println();
        table.matrix(cells);
        table.besides(script.seen());
        return table.verdict(cells) ? 0 : 1;
    }

    private int show(Sandbox sandbox, PrintWriter out) throws InterruptedException {
        try (SandboxServer server = new SandboxServer(sandbox, port, System::nanoTime)) {
            int taken = server.start();
            Opening.play(sandbox.platforms(), System::nanoTime);
            out.printf("Open http://127.0.0.1:%d and write anywhere. Ctrl-C ends it.%n", taken);
            out.printf("The relay runs with %s%n", sandbox.configuration());
            out.flush();
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                sandbox.close();
                stopped.countDown();
            }));
            stopped.await();
            return 0;
        }
    }
}
