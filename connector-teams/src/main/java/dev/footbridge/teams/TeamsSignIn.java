package dev.footbridge.teams;

import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sign in with an account of the tenant.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">ID token claims</a>
 */
final class TeamsSignIn {

    private static final Pattern OBJECT_ID = Pattern.compile("[0-9A-Fa-f-]{1,64}");

    private TeamsSignIn() {}

    /** The object id comes only with {@code profile}. */
    static SignIn of(URI issuer, TeamsIds ids) {
        return SignIn.of(issuer, Set.of("openid", "profile"), claims -> user(claims, ids));
    }

    private static Optional<UserId> user(Map<String, Object> claims, TeamsIds ids) {
        boolean ours = ids.workspace().value().equals(claims.get("tid"));
        return ours
                        && claims.get("oid") instanceof String id
                        && OBJECT_ID.matcher(id).matches()
                ? Optional.of(ids.user(id))
                : Optional.empty();
    }
}
