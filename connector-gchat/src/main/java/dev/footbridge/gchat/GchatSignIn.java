package dev.footbridge.gchat;

import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sign in with Google. The subject is the number that is also in the name of the person; the hosted domain says whose
 * account it is, and nothing else does: anybody can have a Google account with a mail address of anywhere.
 *
 * @see <a href="https://developers.google.com/identity/openid-connect/openid-connect">OpenID Connect</a>
 */
final class GchatSignIn implements SignIn {

    private static final Pattern SUBJECT = Pattern.compile("[0-9]{1,40}");

    private final GchatIds ids;
    private final URI issuer;

    GchatSignIn(GchatIds ids, URI issuer) {
        this.ids = ids;
        this.issuer = issuer;
    }

    @Override
    public URI issuer() {
        return issuer;
    }

    @Override
    public Set<String> scopes() {
        return Set.of("openid");
    }

    @Override
    public Optional<UserId> user(Map<String, Object> claims) {
        boolean ours = text(claims, "hd")
                .filter(domain -> domain.equalsIgnoreCase(ids.workspace().value()))
                .isPresent();
        return text(claims, "sub")
                .filter(subject -> ours && SUBJECT.matcher(subject).matches())
                .map(subject -> new UserId(ids.workspace(), subject));
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return Optional.ofNullable(claims.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
