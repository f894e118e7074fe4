package dev.footbridge.slack;

import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sign in with Slack; see <a href="https://docs.slack.dev/authentication/sign-in-with-slack">its page</a>. */
final class SlackSignIn {

    private static final String USER = "https://slack.com/user_id";
    private static final String TEAM = "https://slack.com/team_id";

    private SlackSignIn() {}

    static SignIn of(URI issuer, SlackIds ids) {
        return SignIn.of(issuer, Set.of("openid"), claims -> user(claims, ids));
    }

    private static Optional<UserId> user(Map<String, Object> claims, SlackIds ids) {
        boolean ours = ids.workspace().value().equals(claims.get(TEAM));
        return ours && claims.get(USER) instanceof String user ? ids.user(Optional.of(user)) : Optional.empty();
    }
}
