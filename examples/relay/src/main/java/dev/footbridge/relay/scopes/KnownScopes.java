package dev.footbridge.relay.scopes;

import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.core.scope.ScopeRows;
import dev.footbridge.relay.scopes.lint.LintException;
import dev.footbridge.relay.scopes.lint.PermissionLinter;
import dev.footbridge.relay.scopes.lint.PermissionLinter.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the installed connectors know about scopes, and what vendors say when their data is at hand. */
public final class KnownScopes {

    private KnownScopes() {}

    /**
     * A linter with all of it.
     *
     * @param vendorData a folder with files of vendors
     * @throws LintException when the folder has nothing that any connector can read, or something that is damaged
     */
    public static PermissionLinter linter(List<ConnectorProvider> providers, Optional<Path> vendorData)
            throws LintException {
        if (vendorData.isPresent() && !Files.isDirectory(vendorData.get())) {
            throw new LintException(vendorData.get() + ": there is no such folder");
        }
        List<Known> known = new ArrayList<>();
        boolean found = false;
        for (ConnectorProvider provider : providers) {
            List<ScopeRows> rows = new ArrayList<>(List.of(rows(provider.scopes())));
            if (vendorData.isPresent()) {
                try {
                    Optional<ScopeRows> vendor = provider.vendorScopes(vendorData.get());
                    found |= vendor.isPresent();
                    vendor.ifPresent(rows::add);
                } catch (IOException e) {
                    throw new LintException(vendorData.get() + ": " + e.getMessage());
                }
            }
            known.add(new Known(provider.displayName(), rows));
        }
        if (vendorData.isPresent() && !found) {
            throw new LintException(vendorData.get() + " has no file that an installed connector can read");
        }
        return new PermissionLinter(known);
    }

    private static ScopeRows rows(ScopeCatalogue catalogue) {
        return new ScopeRows(
                catalogue.platform(),
                catalogue.source(),
                catalogue.tiers(),
                List.copyOf(catalogue.modes()),
                List.copyOf(catalogue.scopes()),
                List.copyOf(catalogue.operations()),
                List.copyOf(catalogue.capabilities()));
    }
}
