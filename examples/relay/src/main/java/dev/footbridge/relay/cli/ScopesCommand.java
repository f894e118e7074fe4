package dev.footbridge.relay.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Permissions of the platforms: what to ask for, what is held, what a document about them says. */
@Command(
        name = "scopes",
        description =
                "Plan, audit and explain the scopes that platforms have to grant, and check documents about them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ScopesPlanCommand.class,
            ScopesAuditCommand.class,
            ScopesExplainCommand.class,
            ScopesLintCommand.class
        })
public final class ScopesCommand implements Runnable {

    /** What a command of these ends with when it found something. */
    static final int FOUND = 4;

    static final int NOT_UNDERSTOOD = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec == null ? new CommandLine(this) : spec.commandLine();
        command.usage(command.getOut());
    }
}
