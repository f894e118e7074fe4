package dev.footbridge.relay.link;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.id.WorkspaceId;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The workspaces whose people can prove who they are, and how. */
public final class Recipients {

    private final Map<String, OpenIdProvider> byConnector = new HashMap<>();
    private final Map<WorkspaceId, OpenIdProvider> byWorkspace = new HashMap<>();

    /** Constructing does no I/O; providers are asked when the first person signs in. */
    public Recipients(LinkSettings settings, Map<String, Connector> connectors, Clock clock) {
        connectors.forEach((name, connector) -> {
            SignInClient client = settings.clients().get(name);
            if (client != null && canTellMembers(connector)) {
                URI redirect = URI.create(settings.publicUrl() + Paths.callback(name));
                connector.signIn().ifPresent(signIn -> {
                    OpenIdProvider provider = new OpenIdProvider(name, signIn, client, redirect, clock);
                    byConnector.put(name, provider);
                    byWorkspace.put(connector.workspace(), provider);
                });
            }
        });
    }

    /** Whether this platform can tell who somebody is and whether they are in a conversation. */
    public static boolean canTellMembers(Connector connector) {
        return connector.signIn().isPresent() && connector.memberships().isPresent();
    }

    boolean canSignIn(WorkspaceId workspace) {
        return byWorkspace.containsKey(workspace);
    }

    Optional<OpenIdProvider> of(WorkspaceId workspace) {
        return Optional.ofNullable(byWorkspace.get(workspace));
    }

    Optional<OpenIdProvider> named(String connector) {
        return Optional.ofNullable(byConnector.get(connector));
    }
}
