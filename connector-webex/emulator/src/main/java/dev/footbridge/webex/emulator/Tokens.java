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
import org.jspecify.annotations.Nullable;

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
    private record Right(Principal principal, Instant expires) {
        private Right with(Set<String> scopes) {
            Principal old = principal;
            return new Right(new Principal(old.id(), old.kind(), old.tenant(), scopes), expires);
        }
    }

    /** A pair as the token endpoints hand it out. */
    record Pair(String access, String refresh) {
        @Override
        public String toString() {
            return "Pair";
        }
    }

    private final TokenTable table;
    private final Ids ids;
    private final Clock clock;
    private final Map<String, Set<String>> accessByPerson = new ConcurrentHashMap<>();
    private final Map<String, Right> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, Right> codes = new ConcurrentHashMap<>();

    Tokens(Ids ids, Clock clock) {
        this.table = new TokenTable(clock);
        this.ids = ids;
        this.clock = clock;
    }

    /** Whom an access token stands for, if it is good now. */
    Optional<Principal> holder(String accessToken) {
        return table.active(accessToken);
    }

    /** A bot's token, which never ends. */
    String endless(Person person, String kind, Set<String> scopes) {
        return grant(ids.secret(32), principal(person, kind, scopes), Instant.MAX);
    }

    Pair pair(Person person, String kind, Set<String> scopes) {
        return pair(principal(person, kind, scopes), ids.secret(32));
    }

    String guest(Person guest, Set<String> scopes) {
        return grant(
                ids.secret(48), principal(guest, GUEST, scopes), clock.instant().plus(GUEST_LIFETIME));
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
                        principal(person, INTEGRATION, scopes), clock.instant().plus(lifetime)));
        return code;
    }

    /** A code is good once. */
    Optional<Pair> redeem(String code) {
        return alive(codes.remove(code), INTEGRATION).map(right -> pair(right.principal(), ids.secret(32)));
    }

    void revokeAccess(String accessToken) {
        table.revoke(accessToken);
    }

    void revokeRefresh(String refreshToken) {
        refreshTokens.remove(refreshToken);
    }

    /** Ends everything that lets somebody in as this account. */
    void revokeAll(Person person) {
        access(person).forEach(table::revoke);
        refreshTokens.values().removeIf(right -> right.principal().id().equals(person.id()));
        codes.values().removeIf(right -> right.principal().id().equals(person.id()));
    }

    void changeScopes(String accessToken, Set<String> scopes) {
        table.changeScopes(accessToken, scopes);
    }

    /** Of all tokens of this account, and of those that they will be refreshed to. */
    void changeScopes(Person person, Set<String> scopes) {
        access(person).forEach(token -> table.changeScopes(token, scopes));
        refreshTokens.replaceAll(
                (unused, right) -> right.principal().id().equals(person.id()) ? right.with(Set.copyOf(scopes)) : right);
    }

    private Set<String> access(Person person) {
        return accessByPerson.getOrDefault(person.id(), Set.of());
    }

    private static Principal principal(Person person, String kind, Set<String> scopes) {
        return new Principal(person.id(), kind, person.orgId(), scopes);
    }

    private Optional<Right> alive(@Nullable Right right, String kind) {
        return Optional.ofNullable(right)
                .filter(found -> found.principal().kind().equals(kind))
                .filter(found -> clock.instant().isBefore(found.expires()));
    }

    private Pair pair(Principal principal, String refreshToken) {
        String access = grant(ids.secret(32), principal, clock.instant().plus(ACCESS_LIFETIME));
        refreshTokens.put(refreshToken, new Right(principal, clock.instant().plus(REFRESH_LIFETIME)));
        return new Pair(access, refreshToken);
    }

    private String grant(String token, Principal principal, Instant expires) {
        table.grant(token, principal, expires);
        accessByPerson
                .computeIfAbsent(principal.id(), unused -> ConcurrentHashMap.newKeySet())
                .add(token);
        return token;
    }
}
