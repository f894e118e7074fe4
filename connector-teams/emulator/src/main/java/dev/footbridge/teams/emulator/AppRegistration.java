package dev.footbridge.teams.emulator;

import java.util.Set;

/**
 * An app registered in the emulated tenant.
 *
 * @param secret the client secret
 * @param roles application permissions that an administrator has consented to
 * @param scopes delegated permissions that have been consented to
 */
public record AppRegistration(String appId, String secret, Set<String> roles, Set<String> scopes) {
    public AppRegistration {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "AppRegistration[" + appId + "]";
    }
}
