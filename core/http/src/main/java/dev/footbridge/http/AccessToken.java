package dev.footbridge.http;

import dev.footbridge.core.connector.Secret;
import java.time.Instant;
import java.util.Set;

/**
 * A token that opens calls until it expires.
 *
 * @param scopes what the server says it granted; empty if it does not say
 */
public record AccessToken(Secret value, Instant expiresAt, Set<String> scopes) {

    public AccessToken {
        scopes = Set.copyOf(scopes);
    }

    /** The value of an {@code Authorization} header. */
    public String bearer() {
        return "Bearer " + value.reveal();
    }
}
