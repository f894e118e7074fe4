package dev.footbridge.relay.cli;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.connector.ConsentForms.App;
import dev.footbridge.relay.scopes.FormsFolder;
import dev.footbridge.relay.scopes.Profile;
import dev.footbridge.relay.scopes.ScopesException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Writes the platform's own forms instead of a sheet. */
final class ScopeFormsOption {

    @Option(
            names = "--forms",
            required = true,
            paramLabel = "FOLDER",
            description =
                    "Write what the platform's own pages take (app manifest, lists of scopes, links at which people"
                            + " agree) to this folder, and print where each goes.")
    private @Nullable Path folder;

    @Option(names = "--force", description = "Overwrite files of the folder that differ.")
    private boolean force;

    @Option(
            names = "--held",
            paramLabel = "SCOPE",
            split = ",",
            description = "What was agreed to before: the links ask for the rest only.")
    private List<String> held = List.of();

    @Option(names = "--client-id", paramLabel = "ID", description = "Of the app. Default: the word CLIENT_ID.")
    private @Nullable String clientId;

    @Option(
            names = "--redirect",
            paramLabel = "URL",
            description = "Where the platform sends people who agreed. Default: an address at example.org.")
    private @Nullable URI redirect;

    @Option(names = "--tenant", paramLabel = "ID", description = "The workspace, for links that name it.")
    private @Nullable String tenant;

    /**
     * Writes the forms of a profile.
     *
     * @return a sentence for each file
     */
    List<String> write(Profile profile, ConnectorProvider provider) throws ScopesException {
        ConsentForms forms = provider.consentForms()
                .orElseThrow(() -> new ScopesException(provider.displayName() + " has no forms to consent by"));
        Path into = folder == null ? Path.of("") : folder;
        return FormsFolder.of(into, profile, provider.scopes(), forms, app(), held)
                .write(force);
    }

    private App app() throws ScopesException {
        App unregistered = App.unregistered();
        URI back = redirect == null ? unregistered.redirect() : redirect;
        if (back.getHost() == null) {
            throw new ScopesException(
                    "--redirect " + back + " is no whole address, such as " + unregistered.redirect());
        }
        return new App(
                clientId == null ? unregistered.clientId() : clientId,
                back,
                Optional.ofNullable(tenant),
                unregistered.state());
    }
}
