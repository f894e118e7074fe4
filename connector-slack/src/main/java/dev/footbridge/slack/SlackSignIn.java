package dev.footbridge.slack;

import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.id.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sign in with Slack; see <a href="https://docs.slack.dev/authentication/sign-in-with-slack">its page</a>. */
final class SlackSignIn implements SignIn {

    private static final String USER = "https://slack.com/user_id";
    private static final String TEAM = "https://slack.com/team_id";

    private final URI issuer;
    private final SlackIds ids;

    SlackSignIn(URI issuer, SlackIds ids) {
        this.issuer = issuer;
        this.ids = ids;
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
        boolean here = ids.workspace().value().equals(claims.get(TEAM));
        return here && claims.get(USER) instanceof String user ? ids.user(Optional.of(user)) : Optional.empty();
    }
}
