package dev.footbridge.relay;

import dev.footbridge.relay.cli.CheckCommand;
import dev.footbridge.relay.cli.ConnectorsCommand;
import dev.footbridge.relay.cli.DeadLettersCommand;
import dev.footbridge.relay.cli.LossesCommand;
import dev.footbridge.relay.cli.RunCommand;
import dev.footbridge.relay.cli.ScopesCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The relay's command line. */
@Command(
        name = "footbridge-relay",
        description = "Keeps conversations on different platforms in step. Holds ids, never content.",
        mixinStandardHelpOptions = true,
        versionProvider = RelayMain.Version.class,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            LossesCommand.class,
            ConnectorsCommand.class,
            ScopesCommand.class,
            DeadLettersCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 all well, 1 it broke while running or the running relay could not do it,",
            "2 the command line or the configuration is wrong, 3 a platform refused (check),",
            "4 there is something to look at (scopes)."
        })
public final class RelayMain {

    private RelayMain() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RelayMain());
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RelayMain.class.getPackage().getImplementationVersion();
            return new String[] {"footbridge-relay " + (version == null ? "(from classes)" : version)};
        }
    }
}
