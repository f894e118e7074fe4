package dev.footbridge.relay.link;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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

    public LinkSettings {
        clients = Map.copyOf(clients);
    }

    /** Whether browsers use TLS. */
    boolean isSecure() {
        return "https".equals(publicUrl.getScheme());
    }

    /** Where a link leads. */
    URI address(String secret) {
        return URI.create(publicUrl + Paths.link(secret));
    }
}
