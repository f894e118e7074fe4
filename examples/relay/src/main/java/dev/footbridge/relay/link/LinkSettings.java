package dev.footbridge.relay.link;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How links are served.
 *
 * @param publicUrl how people's browsers reach the listener: scheme, host and port, an origin of its own
 * @param lifetime how long a link can be opened
 * @param session how long somebody stays signed in
 * @param addressHeader the header in which a proxy in front tells the caller's address
 * @param clients who the relay is at the providers, by connector name
 */
public record LinkSettings(
        URI publicUrl,
        Duration lifetime,
        Duration session,
        Optional<String> addressHeader,
        Map<String, SignInClient> clients) {

    /** How long a link can be opened when nobody says. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    /** How long somebody stays signed in when nobody says. */
    public static final Duration SESSION = Duration.ofMinutes(15);

    private static final Pattern LINK = Pattern.compile("(https?://[^/?#\\\\@]+)/f/([a-z2-7]{26})");

    public LinkSettings {
        clients = Map.copyOf(clients);
    }

    /** Whether browsers use TLS. */
    boolean isSecure() {
        return "https".equals(publicUrl.getScheme());
    }

    /** The secret of a link of ours, by nothing but its whole address; empty for any other address. */
    Optional<String> secret(String address) {
        Matcher link = LINK.matcher(address);
        return link.matches() && link.group(1).equals(publicUrl.toString())
                ? Optional.of(link.group(2))
                : Optional.empty();
    }

    /** Where a link leads. */
    URI address(String secret) {
        return URI.create(publicUrl + Paths.link(secret));
    }
}
