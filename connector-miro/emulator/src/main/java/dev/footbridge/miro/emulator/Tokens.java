package dev.footbridge.miro.emulator;

import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.TokenTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Access tokens, the refresh tokens beside them and authorization codes. Safe for concurrent use. */
final class Tokens {
    static final Duration ACCESS_LIFETIME = Duration.ofHours(1);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(60);
    static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private static final int MAX_OPEN = 10_000;

    /** What a code or refresh token stands for; {@code accessToken} is empty text for a code. */
    private record Grant(String userId, Set<String> scopes, Instant until, String accessToken) {}

    /** What the token endpoint hands out; without a refresh token it never expires. */
    record Pair(String userId, Set<String> scopes, String accessToken, Optional<String> refreshToken) {}

    private final World world;
    private final TokenTable table;
    private final Clock clock;
    private final boolean expiring;
    private final Map<String, Grant> codes = bounded();
    private final Map<String, Grant> refreshTokens = bounded();
    private final Map<String, String> holders = bounded();

    /** @param expiring what the app's settings say for good: tokens of an hour with refresh tokens, or tokens for ever */
    Tokens(World world, TokenTable table, boolean expiring) {
        this.world = world;
        this.table = table;
        this.clock = world.clock;
        this.expiring = expiring;
    }

    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MAX_OPEN;
            }
        };
    }

    TokenTable table() {
        return table;
    }

    /** A token that never expires, as an app without expiring tokens gets it. */
    synchronized String lasting(String userId, Set<String> scopes) {
        String token = world.secret();
        table.grant(token, principal(userId, scopes));
        holders.put(token, userId);
        return token;
    }

    synchronized String code(String userId, Set<String> scopes) {
        String code = world.secret();
        codes.put(code, new Grant(userId, scopes, clock.instant().plus(CODE_LIFETIME), ""));
        return code;
    }

    synchronized Pair pair(String userId, Set<String> scopes) {
        if (!expiring) {
            return new Pair(userId, scopes, lasting(userId, scopes), Optional.empty());
        }
        String access = world.secret();
        String refresh = world.secret();
        table.grant(access, principal(userId, scopes), clock.instant().plus(ACCESS_LIFETIME));
        holders.put(access, userId);
        refreshTokens.put(refresh, new Grant(userId, scopes, clock.instant().plus(REFRESH_LIFETIME), access));
        return new Pair(userId, scopes, access, Optional.of(refresh));
    }

    /** Works once. */
    synchronized Optional<Pair> redeem(String code) {
        return Optional.ofNullable(codes.remove(code))
                .filter(this::valid)
                .map(grant -> pair(grant.userId(), grant.scopes()));
    }

    /** Works once: the old pair dies when the new one is made. */
    synchronized Optional<Pair> refresh(String refreshToken) {
        return Optional.ofNullable(refreshTokens.remove(refreshToken))
                .filter(this::valid)
                .map(grant -> {
                    table.revoke(grant.accessToken());
                    return pair(grant.userId(), grant.scopes());
                });
    }

    /** False when nobody has such a token. */
    synchronized boolean revoke(String accessToken) {
        boolean known = table.active(accessToken).isPresent();
        table.revoke(accessToken);
        refreshTokens.values().removeIf(grant -> grant.accessToken().equals(accessToken));
        return known;
    }

    /** Everything that a user's consent has brought is refused from now on. */
    synchronized void revokeUser(String userId) {
        holders.forEach((token, holder) -> {
            if (holder.equals(userId)) {
                table.revoke(token);
            }
        });
        codes.values().removeIf(grant -> grant.userId().equals(userId));
        refreshTokens.values().removeIf(grant -> grant.userId().equals(userId));
    }

    private boolean valid(Grant grant) {
        return !clock.instant().isAfter(grant.until());
    }

    private static Principal principal(String userId, Set<String> scopes) {
        return new Principal(userId, "user", World.TEAM_ID, scopes);
    }
}
