package dev.footbridge.core.connector;

import dev.footbridge.core.id.Platform;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** One platform. Found by {@link ServiceLoader}; needs a public constructor without parameters. */
public interface ConnectorProvider {

    /** The platform this provider connects. */
    Platform platform();

    /** The platform's name for people, as its vendor writes it. */
    String displayName();

    /** All settings {@link #create} reads. */
    List<Setting> settings();

    /**
     * Which permissions the platform has and which call needs which; always the same, no I/O, no credentials. Defaults to
     * a catalogue without rows, for a platform without permissions.
     */
    default ScopeCatalogue scopes() {
        return ScopeCatalogue.none(platform());
    }

    /**
     * What the vendor's own data says of all its scopes and calls, also of those that no connector uses; for checking
     * documents and catalogues. Reads a file; the rows need not fit together. Defaults to none.
     *
     * @param folder where such data lies, a file per vendor
     * @return empty when the folder has nothing of this platform
     * @throws IOException when the file cannot be read or is not what it should be
     */
    default Optional<ScopeRows> vendorScopes(Path folder) throws IOException {
        return Optional.empty();
    }

    /** Plans of scopes as the platform's own pages take them; no I/O. Defaults to none. */
    default Optional<ConsentForms> consentForms() {
        return Optional.empty();
    }

    /** Makes a connector for one workspace; does no I/O. May be called several times with different configs. */
    Connector create(ConnectorConfig config);

    /** All providers on the class path or module path, ordered by platform. */
    static List<ConnectorProvider> installed() {
        return ServiceLoader.load(ConnectorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(provider -> provider.platform().value()))
                .toList();
    }

    /**
     * The provider of one platform.
     *
     * @throws IllegalArgumentException when none is installed, naming those that are
     */
    static ConnectorProvider installed(String platform) {
        List<ConnectorProvider> installed = installed();
        return installed.stream()
                .filter(provider -> provider.platform().value().equals(platform))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no connector for " + platform + "; installed are "
                        + installed.stream().map(p -> p.platform().value()).toList()));
    }
}
