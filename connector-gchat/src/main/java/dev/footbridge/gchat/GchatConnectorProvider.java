package dev.footbridge.gchat;

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

/** Connects organisations on Google Chat; one connector per organisation and identity. */
public final class GchatConnectorProvider implements ConnectorProvider {

    /** For {@link java.util.ServiceLoader}. */
    public GchatConnectorProvider() {}

    @Override
    public Platform platform() {
        return GchatIds.PLATFORM;
    }

    @Override
    public String displayName() {
        return "Google Chat";
    }

    @Override
    public List<Setting> settings() {
        return GchatSettings.all();
    }

    @Override
    public ScopeCatalogue scopes() {
        return GchatScopes.all();
    }

    @Override
    public Optional<ScopeRows> vendorScopes(Path folder) throws IOException {
        return GchatVendorScopes.read(folder);
    }

    @Override
    public Optional<ConsentForms> consentForms() {
        return Optional.of(new GchatConsentForms());
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new GchatConnector(GchatSettings.of(config), config.clock());
    }
}
