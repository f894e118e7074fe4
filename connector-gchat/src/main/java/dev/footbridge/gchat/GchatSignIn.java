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
final class GchatSignIn {

    private static final Pattern SUBJECT = Pattern.compile("[0-9]{1,40}");

    private GchatSignIn() {}

    static SignIn of(URI issuer, GchatIds ids) {
        return SignIn.of(issuer, Set.of("openid"), claims -> user(claims, ids));
    }

    private static Optional<UserId> user(Map<String, Object> claims, GchatIds ids) {
        boolean ours = claims.get("hd") instanceof String domain
                && domain.equalsIgnoreCase(ids.workspace().value());
        return ours
                        && claims.get("sub") instanceof String id
                        && SUBJECT.matcher(id).matches()
                ? Optional.of(new UserId(ids.workspace(), id))
                : Optional.empty();
    }
}
