package dev.footbridge.teams.emulator;

import java.util.Set;

/**
 * An app registered in the emulated tenant.
 *
 * @param secret the client secret
 * @param roles application permissions that an administrator has consented to
 * @param scopes delegated permissions that have been consented to
 * @param resourceSpecific permissions that the owners of all teams and chats have consented to; in no token
 * @param redirects where people may come back to after they signed in
 */
public record AppRegistration(
        String appId,
        String secret,
        Set<String> roles,
        Set<String> scopes,
        Set<String> resourceSpecific,
        Set<String> redirects) {
    public AppRegistration {
        redirects = Set.copyOf(redirects);
        resourceSpecific = Set.copyOf(resourceSpecific);
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /** An app that no owner has consented to. */
    public AppRegistration(String appId, String secret, Set<String> roles, Set<String> scopes) {
        this(appId, secret, roles, scopes, Set.of());
    }

    /** An app to which nobody signs in on a page. */
    public AppRegistration(
            String appId, String secret, Set<String> roles, Set<String> scopes, Set<String> resourceSpecific) {
        this(appId, secret, roles, scopes, resourceSpecific, Set.of());
    }

    /** A web app that only wants to know who somebody is, and where it waits for them. */
    public static AppRegistration forSignIn(String appId, String secret, String redirect) {
        return new AppRegistration(appId, secret, Set.of(), Set.of(), Set.of(), Set.of(redirect));
    }

    @Override
    public String toString() {
        return "AppRegistration[" + appId + "]";
    }
}
