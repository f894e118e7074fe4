package dev.footbridge.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts only the emulators, for clients in any language. */
@Command(
        name = "emulators",
        description = "Start only the emulators and say where they are; runs until it is stopped.",
        mixinStandardHelpOptions = true)
final class EmulatorsCommand implements Callable<Integer> {

    @Option(
            names = "--json",
            description = "Print one line of JSON: per platform the base URLs, app secrets, tokens and seeded ids.")
    private boolean json;

    @Option(
            names = "--tls",
            description =
                    "Serve https with a certificate authority of its own, whose certificate is part of the output.")
    private boolean tls;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        PrintWriter out = SandboxMain.out(spec);
        List<SandboxPlatform> platforms = Sandbox.startAll(Clock.systemUTC(), tls);
        try {
            Map<String, Object> all = new LinkedHashMap<>();
            platforms.forEach(
                    side -> all.put(side.emulator().name(), side.emulator().describe()));
            if (json) {
                out.println(Pages.mapper().writeValueAsString(all));
            } else {
                out.println(Pages.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
            }
            out.flush();
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            stopped.await();
            return 0;
        } finally {
            platforms.forEach(SandboxPlatform::close);
        }
    }
}
