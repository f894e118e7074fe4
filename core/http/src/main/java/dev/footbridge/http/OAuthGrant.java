package dev.footbridge.http;

import dev.footbridge.core.connector.Secret;

/** What an access token is asked for with. */
public sealed interface OAuthGrant {

    /** The application acts as itself (RFC 6749, section 4.4). */
    record ClientCredentials() implements OAuthGrant {}

    /**
     * The application acts for an account that agreed once (RFC 6749, section 6).
     *
     * @param initial the token from the configuration, used until the server hands out another one
     * @param storeName the name under which the newest one is kept in the credential store
     */
    record RefreshToken(Secret initial, String storeName) implements OAuthGrant {}
}
