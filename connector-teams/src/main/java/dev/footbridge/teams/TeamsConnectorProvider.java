package dev.footbridge.teams;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.ConsentForms;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.id.Platform;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Connects one tenant of Microsoft Teams through Microsoft Graph. With {@code refresh-token} it acts as a relay account
 * and can do everything; without, it acts as the application, which reads but cannot send.
 *
 * @see <a href="https://learn.microsoft.com/graph/teams-concept-overview">Teams in Microsoft Graph</a>
 */
public final class TeamsConnectorProvider implements ConnectorProvider {

    @Override
    public Platform platform() {
        return TeamsIds.PLATFORM;
    }

    @Override
    public String displayName() {
        return "Microsoft Teams";
    }

    @Override
    public List<Setting> settings() {
        return TeamsSettings.ALL;
    }

    @Override
    public ScopeCatalogue scopes() {
        return TeamsScopes.all();
    }

    @Override
    public Optional<ScopeRows> vendorScopes(Path folder) throws IOException {
        return TeamsVendorScopes.read(folder);
    }

    @Override
    public Optional<ConsentForms> consentForms() {
        return Optional.of(new TeamsConsentForms());
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return TeamsConnector.of(config);
    }
}
