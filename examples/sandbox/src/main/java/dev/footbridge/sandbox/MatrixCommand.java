package dev.footbridge.sandbox;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays the script and prints what of everything people do comes over, for every ordered pair of platforms. */
@Command(
        name = "matrix",
        description = "Try everything people do between every two platforms, and print the table as Markdown.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "yes: as the platform's own people would have made it. part: in another form, as declared.",
            "none: not possible there, as declared. FAIL: neither.",
            "Exit codes: 0 nothing failed, 1 something did, 2 wrong command line."
        })
final class MatrixCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print the cells as one line of JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = SandboxMain.out(spec);
        try (Sandbox sandbox = Sandbox.start(Clock.systemUTC())) {
            ScriptTable progress = new ScriptTable(new PrintWriter(System.err, true));
            List<Cell> cells = new Script(sandbox, System::nanoTime, progress::row).play();
            if (json) {
                out.println(Pages.mapper().writeValueAsString(Map.of("cells", cells)));
                out.flush();
                return cells.stream().anyMatch(Cell::isFailed) ? 1 : 0;
            }
            ScriptTable table = new ScriptTable(out);
            table.matrix(cells);
            return table.verdict(cells) ? 0 : 1;
        }
    }
}
