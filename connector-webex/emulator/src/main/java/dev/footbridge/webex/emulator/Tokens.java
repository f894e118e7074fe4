package dev.footbridge.webex.emulator;

import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.TokenTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens, refresh tokens and codes. Safe for concurrent use. */
final class Tokens {
    /** Through what an account speaks; the word is also the kind of its principals. */
    static final String INTEGRATION = "integration";

    static final String BOT = "bot";
    static final String SERVICE_APP = "service-app";
    static final String GUEST = "guest";

    static final Duration ACCESS_LIFETIME = Duration.ofDays(14);
    static final Duration REFRESH_LIFETIME = Duration.ofDays(90);
    static final Duration GUEST_LIFETIME = Duration.ofSeconds(64_799);

    /** What a refresh token or a code stands for. */
    private record Right(Principal principal, Instant expires) {}

    /** A pair as the token endpoints hand it out. */
    record Pair(String access, String refresh) {}

    private final TokenTable table;
    private final Ids ids;
    private final Clock clock;
    private final Map<String, Right> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, Right> codes = new ConcurrentHashMap<>();

    Tokens(Ids ids, Clock clock) {
        this.table = new TokenTable(clock);
        this.ids = ids;
        this.clock = clock;
    }

    TokenTable table() {
        return table;
    }

    /** A bot's token, which never ends. */
    String endless(Person person, String kind, Set<String> scopes) {
        String token = ids.secret(32);
        table.grant(token, new Principal(person.id(), kind, person.orgId(), scopes));
        return token;
    }

    Pair pair(Person person, String kind, Set<String> scopes) {
        return pair(new Principal(person.id(), kind, person.orgId(), scopes), ids.secret(32));
    }

    String guest(Person guest, Set<String> scopes) {
        String token = ids.secret(48);
        table.grant(
                token,
                new Principal(guest.id(), GUEST, guest.orgId(), scopes),
                clock.instant().plus(GUEST_LIFETIME));
        return token;
    }

    /** A new access token; the refresh token stays and lives on from now. */
    Optional<Pair> refresh(String refreshToken, String kind) {
        return alive(refreshTokens.get(refreshToken), kind).map(right -> pair(right.principal(), refreshToken));
    }

    String code(Person person, Set<String> scopes, Duration lifetime) {
        String code = ids.secret(24);
        codes.put(
                code,
                new Right(
                        new Principal(person.id(), INTEGRATION, person.orgId(), scopes),
                        clock.instant().plus(lifetime)));
        return code;
    }

    /** A code is good once. */
    Optional<Pair> redeem(String code) {
        return alive(codes.remove(code), INTEGRATION).map(right -> pair(right.principal(), ids.secret(32)));
    }

    void revokeRefresh(String refreshToken) {
        refreshTokens.remove(refreshToken);
    }

    private Optional<Right> alive(@org.jspecify.annotations.Nullable Right right, String kind) {
        return Optional.ofNullable(right)
                .filter(found -> found.principal().kind().equals(kind))
                .filter(found -> clock.instant().isBefore(found.expires()));
    }

    private Pair pair(Principal principal, String refreshToken) {
        String access = ids.secret(32);
        table.grant(access, principal, clock.instant().plus(ACCESS_LIFETIME));
        refreshTokens.put(refreshToken, new Right(principal, clock.instant().plus(REFRESH_LIFETIME)));
        return new Pair(access, refreshToken);
    }
}
