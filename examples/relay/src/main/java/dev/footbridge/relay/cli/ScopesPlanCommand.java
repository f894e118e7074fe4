package dev.footbridge.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.Capability;
import dev.footbridge.core.scope.GrantMode;
import dev.footbridge.core.scope.PlanContext;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.relay.scopes.ConsentSheet;
import dev.footbridge.relay.scopes.GrantReport;
import dev.footbridge.relay.scopes.Profile;
import dev.footbridge.relay.scopes.ProfileFile;
import dev.footbridge.relay.scopes.ScopesException;
import dev.footbridge.relay.scopes.SheetMarkdown;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans the least scopes for what is switched on. Calls no platform. */
@Command(
        name = "plan",
        description = {
            "Print the least scopes for what is switched on: who has to consent, why, and what falls without each.",
            "Calls no platform."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  footbridge-relay scopes plan PLATFORM",
            "  footbridge-relay scopes plan PLATFORM --mode MODE --features post,edit,read",
            "  footbridge-relay scopes plan PLATFORM --tier PLAN --format json",
            "  footbridge-relay scopes plan --profile PROFILE.json --format html",
            "  footbridge-relay scopes plan PLATFORM --forms FOLDER --client-id ID --held SCOPE,SCOPE",
            "  footbridge-relay scopes plan PLATFORM --list",
            "",
            "Exit codes: 0 planned, 2 the words are not understood or a form is not written, 4 something cannot work so,",
            "and the sheet says why."
        })
public final class ScopesPlanCommand implements Callable<Integer> {

    /** How a sheet is printed. */
    enum Format {
        markdown,
        html,
        json
    }

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "The kind of credential. Default: the platform's first.")
    private @Nullable String mode;

    @Option(
            names = "--features",
            paramLabel = "NAME",
            split = ",",
            description = "What is switched on. Default: what a bridge has unless somebody says otherwise.")
    private @Nullable List<String> features;

    @Option(names = "--tier", paramLabel = "PLAN", description = "The plan of the workspace. Default: the largest.")
    private @Nullable String tier;

    @Option(names = "--whole-organisation", description = "No consent in single groups and chats.")
    private boolean wholeOrganisation;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.markdown;

    @Option(names = "--list", description = "List the platform's modes, plans and features, and plan nothing.")
    private boolean list;

    @ArgGroup(exclusive = false)
    private @Nullable ScopeFormsOption forms;

    @Spec
    private @Nullable CommandSpec spec;

    /** Either a platform or a file. */
    static final class What {
        @Parameters(index = "0", paramLabel = "PLATFORM", description = "An installed platform.")
        private @Nullable String platform;

        @Option(names = "--profile", paramLabel = "FILE", description = "A profile: credentials and what each is for.")
        private @Nullable Path profile;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        PrintWriter out = Console.out(spec);
        try {
            Profile asked = asked();
            ConnectorProvider provider = ConnectorProvider.installed(asked.platform());
            if (list) {
                list(provider, out);
                out.flush();
                return 0;
            }
            ConsentSheet sheet = ConsentSheet.of(asked, provider.scopes(), provider.displayName());
            if (forms == null) {
                out.print(
                        switch (format) {
                            case markdown -> SheetMarkdown.of(sheet, 1);
                            case html -> SheetMarkdown.html(sheet);
                            case json ->
                                new ObjectMapper()
                                                .writerWithDefaultPrettyPrinter()
                                                .writeValueAsString(sheet) + "\n";
                        });
            } else {
                forms.write(asked, provider).forEach(out::println);
                sheet.sections().stream()
                        .flatMap(section -> section.impossible().stream())
                        .forEach(gap -> out.println("Not possible: " + gap));
            }
            out.flush();
            boolean whole = sheet.sections().stream()
                    .allMatch(section -> section.impossible().isEmpty());
            return whole ? 0 : ScopesCommand.FOUND;
        } catch (ScopesException | IllegalArgumentException e) {
            PrintWriter err = Console.err(spec);
            err.println(e.getMessage());
            err.flush();
            return ScopesCommand.NOT_UNDERSTOOD;
        }
    }

    private Profile asked() throws ScopesException {
        @Nullable Path file = what.profile;
        if (file != null) {
            if (mode != null || features != null) {
                throw new ScopesException("--mode and --features are told by the profile; leave them out");
            }
            Profile read = ProfileFile.read(file);
            return new Profile(
                    read.name(),
                    read.title(),
                    read.platform(),
                    tier == null ? read.tier() : Optional.of(tier),
                    read.resourceSpecific() && !wholeOrganisation,
                    read.contexts(),
                    read.listed());
        }
        String platform = what.platform == null ? "" : what.platform;
        ConnectorProvider provider = ConnectorProvider.installed(platform);
        GrantMode chosen = mode(provider);
        List<String> capabilities = features == null ? GrantReport.standard(provider.scopes(), chosen) : features;
        return new Profile(
                platform,
                provider.displayName() + ": scopes for " + String.join(", ", capabilities),
                platform,
                Optional.ofNullable(tier),
                !wholeOrganisation,
                List.of(PlanContext.of(chosen, capabilities)),
                List.of());
    }

    private GrantMode mode(ConnectorProvider provider) throws ScopesException {
        ScopeCatalogue catalogue = provider.scopes();
        if (mode != null) {
            return catalogue.mode(mode);
        }
        return catalogue.modes().stream()
                .findFirst()
                .orElseThrow(() -> new ScopesException(provider.displayName() + " has no scopes"));
    }

    private static void list(ConnectorProvider provider, PrintWriter out) {
        ScopeCatalogue catalogue = provider.scopes();
        out.println(provider.displayName());
        catalogue.modes().forEach(one -> out.printf("  mode     %-20s %s%n", one.name(), one.title()));
        catalogue.tiers().forEach(one -> out.printf("  plan     %s%n", one));
        for (Capability capability : catalogue.capabilities()) {
            List<String> notes = new ArrayList<>();
            if (capability.standard()) {
                notes.add("standard");
            }
            String modes = catalogue.modes().stream()
                    .filter(one -> catalogue.in(one).capabilities().stream()
                            .anyMatch(possible -> possible.name().equals(capability.name())))
                    .map(GrantMode::name)
                    .collect(Collectors.joining(", "));
            notes.add(modes.isEmpty() ? "in no mode alone" : "mode " + modes);
            out.printf("  feature  %-20s %s (%s)%n", capability.name(), capability.purpose(), String.join("; ", notes));
        }
    }
}
