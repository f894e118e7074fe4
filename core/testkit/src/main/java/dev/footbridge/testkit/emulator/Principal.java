package dev.footbridge.testkit.emulator;

import java.util.Set;

/**
 * Who a token stands for.
 *
 * @param id the platform's id of the user, bot or app
 * @param kind the platform's own word for the sort of token: bot, user, app, delegated, application
 * @param tenant the workspace or tenant the token belongs to
 */
public record Principal(String id, String kind, String tenant, Set<String> scopes) {
    public Principal {
        scopes = Set.copyOf(scopes);
    }

    public boolean has(String scope) {
        return scopes.contains(scope);
    }
}
