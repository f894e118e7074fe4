package dev.footbridge.teams;

import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sign in with an account of the tenant.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">ID token claims</a>
 */
final class TeamsSignIn implements SignIn {

    private final URI issuer;
    private final TeamsIds ids;

    TeamsSignIn(URI issuer, TeamsIds ids) {
        this.issuer = issuer;
        this.ids = ids;
    }

    @Override
    public URI issuer() {
        return issuer;
    }

    /** The object id comes only with {@code profile}. */
    @Override
    public Set<String> scopes() {
        return Set.of("openid", "profile");
    }

    @Override
    public Optional<UserId> user(Map<String, Object> claims) {
        boolean here = ids.workspace().value().equals(claims.get("tid"));
        return here && claims.get("oid") instanceof String id && id.matches("[0-9A-Fa-f-]{1,64}")
                ? Optional.of(ids.user(id))
                : Optional.empty();
    }
}
