package dev.footbridge.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.relay.scopes.ScopeExplanation;
import dev.footbridge.relay.scopes.ScopeExplanation.Opened;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a scope is. Calls no platform. */
@Command(
        name = "explain",
        description = "Tell what a scope opens, who has to agree to it, and what opens the same. Calls no platform.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  footbridge-relay scopes explain chat:write",
            "  footbridge-relay scopes explain Chat.ReadWrite --json",
            "",
            "Exit codes: 0 explained, 2 no installed connector knows the scope."
        })
public final class ScopesExplainCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SCOPE", description = "Its name, as the platform spells it.")
    private String scope = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        List<ConnectorProvider> providers = ConnectorProvider.installed();
        List<ScopeExplanation> found = ScopeExplanation.of(scope, providers);
        if (found.isEmpty()) {
            PrintWriter err = Console.err(spec);
            List<String> near = ScopeExplanation.near(scope, providers);
            err.println(scope + ": no installed connector knows this scope"
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?"));
            err.flush();
            return ScopesCommand.NOT_UNDERSTOOD;
        }
        PrintWriter out = Console.out(spec);
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(found));
        } else {
            found.forEach(one -> print(one, out));
        }
        out.flush();
        return 0;
    }

    private static void print(ScopeExplanation one, PrintWriter out) {
        out.printf("%s, %s, %s%n", one.scope(), one.platform(), one.grantType());
        line(out, "opens", one.purpose());
        line(out, "consent by", one.consent());
        line(out, "level", one.level() + " of 5");
        line(out, "needs the plan", one.tier());
        line(out, "of", one.origin());
        if (!one.surfaces().contains("server")) {
            line(out, "works", "inside the platform's client only; a server gains nothing from it");
        }
        line(out, "also spelled", String.join(", ", one.alsoSpelled()));
        line(out, "implies", String.join(", ", one.implies()));
        line(out, "implied by", String.join(", ", one.impliedBy()));
        line(out, "capabilities", String.join(", ", one.capabilities()));
        line(out, "not used", one.unused());
        for (Opened call : one.calls()) {
            out.printf(
                    "  %-15s %s%s%n",
                    "call",
                    call.call(),
                    call.least() ? "" : " (less: " + call.alternatives().get(0) + ")");
        }
        out.println();
    }

    private static void line(PrintWriter out, String what, String text) {
        if (!text.isBlank()) {
            out.printf("  %-15s %s%n", what, text);
        }
    }
}
