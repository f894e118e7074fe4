package dev.footbridge.slack;

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

/** Connects workspaces of Slack; one connector per workspace and app. */
public final class SlackConnectorProvider implements ConnectorProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SlackConnectorProvider() {}

    @Override
    public Platform platform() {
        return SlackIds.PLATFORM;
    }

    @Override
    public String displayName() {
        return "Slack";
    }

    @Override
    public List<Setting> settings() {
        return SlackSettings.all();
    }

    @Override
    public ScopeCatalogue scopes() {
        return SlackScopes.catalogue();
    }

    @Override
    public Optional<ScopeRows> vendorScopes(Path folder) throws IOException {
        return SlackVendorScopes.read(folder);
    }

    @Override
    public Optional<ConsentForms> consentForms() {
        return Optional.of(new SlackConsentForms());
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new SlackConnector(SlackSettings.of(config), config.clock());
    }
}
