package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.Setting;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be written under {@code connectors:} in the configuration. */
@Command(
        name = "connectors",
        description = "List the installed connectors and all their settings.",
        mixinStandardHelpOptions = true)
public final class ConnectorsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Console.out(spec);
        for (ConnectorProvider provider : ConnectorProvider.installed()) {
            out.printf("%s: platform: %s%n", provider.displayName(), provider.platform());
            for (Setting setting : provider.settings()) {
                out.printf(
                        "  %-28s %-9s %s%n",
                        setting.name(),
                        setting.type().name().toLowerCase(Locale.ROOT),
                        necessity(setting) + setting.description());
            }
            out.println();
        }
        out.flush();
        return 0;
    }

    private static String necessity(Setting setting) {
        if (setting.required()) {
            return "(required) ";
        }
        return setting.defaultValue().map(value -> "(default " + value + ") ").orElse("");
    }
}
