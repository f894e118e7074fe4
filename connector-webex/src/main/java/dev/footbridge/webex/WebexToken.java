package dev.footbridge.webex;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.OAuthTokens;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The token of the identity that the connector acts as: a fixed one, or one that is kept fresh. */
interface WebexToken {

    /** A token that serves now. */
    AccessToken get() throws ConnectorException, InterruptedException;

    /** Another token than the one that was refused, if there is any. */
    Optional<AccessToken> renewed(AccessToken refused) throws ConnectorException, InterruptedException;

    /** A token that the operator gave. */
    static WebexToken fixed(Secret secret) {
        AccessToken token = new AccessToken(secret, Instant.MAX, Set.of());
        return new WebexToken() {
            @Override
            public AccessToken get() {
                return token;
            }

            @Override
            public Optional<AccessToken> renewed(AccessToken refused) {
                return Optional.empty();
            }
        };
    }

    /** Tokens made from a refresh token. */
    static WebexToken of(OAuthTokens tokens) {
        return new WebexToken() {
            @Override
            public AccessToken get() throws ConnectorException, InterruptedException {
                return tokens.accessToken();
            }

            @Override
            public Optional<AccessToken> renewed(AccessToken refused) throws ConnectorException, InterruptedException {
                tokens.invalidate(refused);
                return Optional.of(tokens.accessToken()).filter(fresh -> !fresh.equals(refused));
            }
        };
    }
}
