package dev.footbridge.teams.emulator;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.TokenTable;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Issues access tokens as Entra does (JWTs) and finds out who a bearer token belongs to. */
final class AccessTokens {
    static final Duration LIFETIME = Duration.ofSeconds(3599);

    private static final String GRAPH = "https://graph.microsoft.com";
    private static final String DELEGATED = "delegated";
    private static final String APPLICATION = "application";

    private final Tenant tenant;
    private final SigningKeys keys;
    private final TokenTable table;
    private final Clock clock;
    private final Map<String, String> appOfToken = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> consents = new ConcurrentHashMap<>();

    AccessTokens(Tenant tenant, SigningKeys keys, TokenTable table, Clock clock) {
        this.tenant = tenant;
        this.keys = keys;
        this.table = table;
        this.clock = clock;
    }

    String issueDelegated(String appId, Person user, Collection<String> scopes) {
        var claims = common(appId)
                .subject(user.id())
                .claim("oid", user.id())
                .claim("name", user.displayName())
                .claim("upn", user.userPrincipalName())
                .claim("idtyp", "user")
                .claim("scp", String.join(" ", scopes))
                .build();
        return register(claims, appId, new Principal(user.id(), DELEGATED, tenant.id(), Set.copyOf(scopes)));
    }

    String issueApplication(String appId, Collection<String> roles) {
        var claims = common(appId)
                .subject(appId)
                .claim("oid", appId)
                .claim("idtyp", "app")
                .claim("roles", List.copyOf(roles))
                .build();
        return register(claims, appId, new Principal(appId, APPLICATION, tenant.id(), Set.copyOf(roles)));
    }

    /** What owners of teams and chats let the application do there. */
    void consented(String appId, Set<String> resourceSpecific) {
        consents.put(appId, resourceSpecific);
    }

    Caller authenticate(Optional<String> bearer) {
        var token = bearer.orElseThrow(() -> GraphFault.unauthorized("Access token is empty."));
        var entry = table.find(token)
                .orElseThrow(() -> GraphFault.unauthorized(
                        token.indexOf('.') < 0
                                ? "CompactToken parsing failed with error code: 80049217"
                                : "Access token validation failure. Invalid signature."));
        switch (entry.state()) {
            case EXPIRED -> throw GraphFault.unauthorized("Lifetime validation failed, the token is expired.");
            case REVOKED ->
                throw GraphFault.unauthorized(
                        "Continuous access evaluation resulted in challenge with result: InteractionRequired"
                                + " and code: TokenIssuedBeforeRevocationTimestamp");
            case ACTIVE -> {}
        }
        var principal = entry.principal();
        var user = principal.kind().equals(DELEGATED) ? tenant.person(principal.id()) : Optional.<Person>empty();
        var app = appOfToken.getOrDefault(token, principal.id());
        var permissions = new HashSet<>(principal.scopes());
        if (user.isEmpty()) {
            permissions.addAll(consents.getOrDefault(app, Set.of()));
        }
        return new Caller(app, user, permissions);
    }

    private JWTClaimsSet.Builder common(String appId) {
        var now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer("https://sts.windows.net/" + tenant.id() + "/")
                .audience(GRAPH)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(tenant.hex(22))
                .claim("appid", appId)
                .claim("tid", tenant.id())
                .claim("ver", "1.0");
    }

    private String register(JWTClaimsSet claims, String appId, Principal principal) {
        var token = keys.sign(claims);
        table.grant(token, principal, claims.getExpirationTime().toInstant());
        appOfToken.put(token, appId);
        return token;
    }
}
