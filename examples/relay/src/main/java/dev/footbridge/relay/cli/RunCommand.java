package dev.footbridge.relay.cli;

import dev.footbridge.relay.Relay;
import dev.footbridge.relay.RelayException;
import dev.footbridge.relay.config.ConfigException;
import dev.footbridge.relay.config.RelayConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the relay until it is asked to stop. */
@Command(
        name = "run",
        description = "Run the relay. SIGTERM drains and stops it; a second one, or kill -9, loses nothing.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    private static final int BROKE = 1;
    private static final int CONFIGURATION_WRONG = 2;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = Console.err(spec);
        try {
            RelayConfig checked = config.read();
            checked.warnings().forEach(warning -> err.println("warning: " + warning));
            Relay relay = Relay.start(checked);
            Runtime.getRuntime().addShutdownHook(new Thread(relay::drainAndClose, "drain"));
            relay.awaitClosed();
            return 0;
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
            return CONFIGURATION_WRONG;
        } catch (RelayException e) {
            err.println(e.getMessage());
            return BROKE;
        } finally {
            err.flush();
        }
    }
}
