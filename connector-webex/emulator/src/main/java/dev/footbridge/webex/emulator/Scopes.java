package dev.footbridge.webex.emulator;

import java.util.Set;

/** The scopes that the seeded tokens hold unless the builder says otherwise. */
final class Scopes {
    /** What an integration for a bridge asks for. */
    static final Set<String> INTEGRATION = Set.of(
            "spark:kms",
            "spark:people_read",
            "spark:rooms_read",
            "spark:rooms_write",
            "spark:memberships_read",
            "spark:memberships_write",
            "spark:messages_read",
            "spark:messages_write",
            "spark:teams_read",
            "spark:applications_token");

    /** Bots have fixed scopes. */
    static final Set<String> BOT = Set.of(
            "spark:people_read",
            "spark:rooms_read",
            "spark:rooms_write",
            "spark:memberships_read",
            "spark:memberships_write",
            "spark:messages_read",
            "spark:messages_write",
            "spark:teams_read");

    static final Set<String> SERVICE_APP = Set.of(
            "spark:people_read",
            "spark:rooms_read",
            "spark:rooms_write",
            "spark:memberships_read",
            "spark:memberships_write",
            "spark:messages_read",
            "spark:messages_write",
            "spark:teams_read",
            "guest-issuer:read",
            "guest-issuer:write");

    static final Set<String> GUEST = Set.of(
            "spark:people_read",
            "spark:rooms_read",
            "spark:memberships_read",
            "spark:messages_read",
            "spark:messages_write");

    private Scopes() {}
}
