package dev.footbridge.core.connector;

import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How people of this workspace prove who they are: OpenID Connect at their platform's own provider. No I/O. */
public interface SignIn {

    /** The provider; its discovery document stands below it. */
    URI issuer();

    /** What to ask for, {@code openid} included and nothing that is not needed to know who it is. */
    Set<String> scopes();

    /**
     * Whom a verified ID token is about; empty when it is somebody of another workspace.
     *
     * @param claims of the token, after signature, issuer, audience, times and nonce were checked
     */
    Optional<UserId> user(Map<String, Object> claims);

    /**
     * A provider that is known beforehand.
     *
     * @param user see {@link #user}
     */
    static SignIn of(URI issuer, Set<String> scopes, Function<Map<String, Object>, Optional<UserId>> user) {
        return new SignIn() {
            @Override
            public URI issuer() {
                return issuer;
            }

            @Override
            public Set<String> scopes() {
                return scopes;
            }

            @Override
            public Optional<UserId> user(Map<String, Object> claims) {
                return user.apply(claims);
            }
        };
    }
}
