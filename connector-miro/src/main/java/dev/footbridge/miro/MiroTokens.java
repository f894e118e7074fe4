package dev.footbridge.miro;

import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.http.AccessToken;
import dev.footbridge.http.OAuthGrant;
import dev.footbridge.http.OAuthSettings;
import dev.footbridge.http.OAuthTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/**
 * The token of the moment. Miro's refresh tokens rotate: the old pair is dead once the new one was made, so the new one
 * is saved before it is used. See <a href="https://developers.miro.com/docs/expiring-tokens">expiring tokens</a>.
 */
final class MiroTokens {

    private static final String TOKEN_PATH = "/v1/oauth/token";

    private final Optional<AccessToken> fixed;
    private final Optional<OAuthTokens> rotating;

    private MiroTokens(Optional<AccessToken> fixed, Optional<OAuthTokens> rotating) {
        this.fixed = fixed;
        this.rotating = rotating;
    }

    /** Does no I/O. */
    static MiroTokens of(MiroSettings settings, OkHttpClient client, Clock clock, CredentialStore store) {
        if (settings.credentials() instanceof MiroCredentials.Rotating rotating) {
            OAuthSettings oauth = OAuthSettings.of(
                    URI.create(settings.apiUrl() + TOKEN_PATH),
                    rotating.clientId(),
                    Optional.of(rotating.clientSecret()),
                    new OAuthGrant.RefreshToken(rotating.refreshToken(), "miro-refresh-token-" + settings.teamId()),
                    Map.of());
            return new MiroTokens(Optional.empty(), Optional.of(new OAuthTokens(oauth, client, clock, store)));
        }
        MiroCredentials.Fixed fixed = (MiroCredentials.Fixed) settings.credentials();
        return new MiroTokens(Optional.of(new AccessToken(fixed.token(), Instant.MAX, Set.of())), Optional.empty());
    }

    AccessToken token() throws ConnectorException, InterruptedException {
        return fixed.isPresent() ? fixed.get() : rotating.orElseThrow().accessToken();
    }

    /** Another token than one that Miro refused; empty when there is none. */
    Optional<AccessToken> insteadOf(AccessToken refused) throws ConnectorException, InterruptedException {
        if (rotating.isEmpty()) {
            return Optional.empty();
        }
        rotating.get().invalidate(refused);
        return Optional.of(rotating.get().accessToken()).filter(token -> !token.equals(refused));
    }
}
