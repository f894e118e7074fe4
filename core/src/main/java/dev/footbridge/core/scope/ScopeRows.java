package dev.footbridge.core.scope;

import dev.footbridge.core.id.Platform;
import java.util.List;

/** The rows of a catalogue before anybody looked whether they fit together. */
public record ScopeRows(
        Platform platform,
        String source,
        List<String> tiers,
        List<GrantMode> modes,
        List<ScopeInfo> scopes,
        List<Operation> operations,
        List<Capability> capabilities) {

    public ScopeRows {
        tiers = List.copyOf(tiers);
        modes = List.copyOf(modes);
        scopes = List.copyOf(scopes);
        operations = List.copyOf(operations);
        capabilities = List.copyOf(capabilities);
    }
}
