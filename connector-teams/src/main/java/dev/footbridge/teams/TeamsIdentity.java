package dev.footbridge.teams;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.GrantType;
import dev.footbridge.core.scope.Scope;
import dev.footbridge.http.AccessToken;
import java.text.ParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who we are and what we may do, learnt from our own access tokens, from {@code /me} and from what our posts come back
 * with. Safe for concurrent use.
 */
final class TeamsIdentity {

    private final TeamsIds ids;
    private final boolean delegated;
    private final String clientId;

    private volatile @Nullable AccessToken last;
    private volatile Grant grant = Grant.unknown();
    private volatile @Nullable String userId;
    private volatile boolean guest;

    TeamsIdentity(TeamsIds ids, boolean delegated, String clientId) {
        this.ids = ids;
        this.delegated = delegated;
        this.clientId = clientId;
    }

    boolean isDelegated() {
        return delegated;
    }

    /** Takes over what a token tells; true when it is another one than before. */
    boolean learn(AccessToken token) {
        if (token.equals(last)) {
            return false;
        }
        Optional<JWTClaimsSet> claims = claims(token);
        grant = granted(token, claims);
        if (delegated) {
            claims.map(set -> text(set, "oid")).filter(oid -> !oid.isEmpty()).ifPresent(oid -> userId = oid);
        }
        last = token;
        return true;
    }

    /** Takes over our own account's id. */
    void learnUser(String id) {
        userId = id;
    }

    /** Takes over whether our account is a guest of the tenant. */
    void learnGuest(boolean isGuest) {
        guest = isGuest;
    }

    boolean isGuest() {
        return guest;
    }

    /** Our own id, as far as we know it. */
    Optional<UserId> self() {
        if (!delegated) {
            return Optional.of(ids.application(clientId));
        }
        String id = userId;
        return id == null ? Optional.empty() : Optional.of(ids.user(id));
    }

    boolean isSelf(UserId user) {
        return self().filter(user::equals).isPresent();
    }

    /** What the token says that it holds. */
    Grant grant() {
        return grant;
    }

    private Grant granted(AccessToken token, Optional<JWTClaimsSet> claims) {
        if (!delegated) {
            return claims.map(set -> strings(set, "roles"))
                    .filter(roles -> !roles.isEmpty())
                    .map(roles -> grantOf(roles.stream(), GrantType.APPLICATION))
                    .orElse(Grant.unknown());
        }
        String scp = claims.map(set -> text(set, "scp")).orElse("");
        Stream<String> names = scp.isEmpty() ? token.scopes().stream() : Arrays.stream(scp.split(" +"));
        List<String> scopes = names.map(TeamsIdentity::shortName).toList();
        return scopes.isEmpty() ? Grant.unknown() : grantOf(scopes.stream(), GrantType.DELEGATED);
    }

    private static Grant grantOf(Stream<String> names, GrantType type) {
        return Grant.of(names.filter(name -> !name.isBlank())
                .map(name -> new Scope(name, type))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** The token endpoint writes {@code https://graph.microsoft.com/Chat.Read}, the token itself {@code Chat.Read}. */
    private static String shortName(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1);
    }

    private static Optional<JWTClaimsSet> claims(AccessToken token) {
        try {
            return Optional.ofNullable(JWTParser.parse(token.value().reveal()).getJWTClaimsSet());
        } catch (ParseException | RuntimeException e) {
            // Officially opaque to us: what it does not tell we do without.
            return Optional.empty();
        }
    }

    private static String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String value ? value : "";
    }

    private static List<String> strings(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
