package dev.footbridge.miro;

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

/** Connects teams of Miro; one connector per team and app. */
public final class MiroConnectorProvider implements ConnectorProvider {

    /** For {@link java.util.ServiceLoader}. */
    public MiroConnectorProvider() {}

    @Override
    public Platform platform() {
        return MiroIds.PLATFORM;
    }

    @Override
    public String displayName() {
        return "Miro";
    }

    @Override
    public List<Setting> settings() {
        return MiroSettings.all();
    }

    @Override
    public ScopeCatalogue scopes() {
        return MiroScopes.catalogue();
    }

    @Override
    public Optional<ScopeRows> vendorScopes(Path folder) throws IOException {
        return MiroVendorScopes.read(folder);
    }

    @Override
    public Optional<ConsentForms> consentForms() {
        return Optional.of(new MiroConsentForms());
    }

    @Override
    public Connector create(ConnectorConfig config) {
        return new MiroConnector(MiroSettings.of(config), config.clock(), config.credentials(), MiroPause.real());
    }
}
