package dev.footbridge.teams.emulator;

import java.util.Set;

/**
 * An app registered in the emulated tenant.
 *
 * @param secret the client secret
 * @param roles application permissions that an administrator has consented to
 * @param scopes delegated permissions that have been consented to
 * @param resourceSpecific permissions that the owners of all teams and chats have consented to; in no token
 */
public record AppRegistration(
        String appId, String secret, Set<String> roles, Set<String> scopes, Set<String> resourceSpecific) {
    public AppRegistration {
        resourceSpecific = Set.copyOf(resourceSpecific);
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /** An app that no owner has consented to. */
    public AppRegistration(String appId, String secret, Set<String> roles, Set<String> scopes) {
        this(appId, secret, roles, scopes, Set.of());
    }

    @Override
    public String toString() {
        return "AppRegistration[" + appId + "]";
    }
}
