package dev.footbridge.webex;

import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Login with Webex. The subject of a token is the UUID that is also in the id of the person, whatever organisation the
 * person belongs to; where a token says the organisation ({@code realm}), it must be ours.
 *
 * @see <a href="https://developer.webex.com/docs/login-with-webex">Login with Webex</a>
 */
final class WebexSignIn {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String REALM = "realm";

    private WebexSignIn() {}

    static SignIn of(URI issuer, WebexIds ids) {
        return SignIn.of(issuer, Set.of("openid"), claims -> user(claims, ids));
    }

    private static Optional<UserId> user(Map<String, Object> claims, WebexIds ids) {
        boolean ours = !claims.containsKey(REALM) || ids.workspace().value().equals(claims.get(REALM));
        return ours
                        && claims.get("sub") instanceof String uuid
                        && UUID.matcher(uuid).matches()
                ? ids.person(Optional.of(personId(uuid)))
                : Optional.empty();
    }

    private static String personId(String uuid) {
        byte[] address = ("ciscospark://us/PEOPLE/" + uuid).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(address);
    }
}
