package dev.footbridge.webex;

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

/** Connects organisations on Webex; one connector per identity: a user, a Service App or a bot. */
public final class WebexConnectorProvider implements ConnectorProvider {

    /** For {@link java.util.ServiceLoader}. */
    public WebexConnectorProvider() {}

    @Override
    public Platform platform() {
        return WebexIds.PLATFORM;
    }

    @Override
    public String displayName() {
        return "Webex";
    }

    @Override
    public List<Setting> settings() {
        return WebexSettings.all();
    }

    @Override
    public ScopeCatalogue scopes() {
        return WebexScopes.catalogue();
    }

    @Override
    public Optional<ScopeRows> vendorScopes(Path folder) throws IOException {
        return WebexVendorScopes.read(folder);
    }

    @Override
    public Optional<ConsentForms> consentForms() {
        return Optional.of(new WebexConsentForms());
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new WebexConnector(WebexSettings.of(config), config.clock(), config.credentials());
    }
}
