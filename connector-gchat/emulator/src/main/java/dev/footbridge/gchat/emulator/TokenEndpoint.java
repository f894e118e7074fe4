package dev.footbridge.gchat.emulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Principal;
import dev.footbridge.testkit.emulator.Reply;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** OAuth: assertions of the service account, refresh tokens of people, and what a token is worth. */
final class TokenEndpoint {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String PUBLIC_AUDIENCE = "https://oauth2.googleapis.com/token";
    private static final Duration SKEW = Duration.ofMinutes(5);

    private record Consent(ChatUser user, Set<String> scopes) {}

    private final Domain domain;
    private final Tokens tokens;
    private final ServiceAccount account;
    private final Map<String, Consent> refreshTokens = new ConcurrentHashMap<>();

    TokenEndpoint(Domain domain, Tokens tokens, ServiceAccount account) {
        this.domain = domain;
        this.tokens = tokens;
        this.account = account;
    }

    /** What a person's consent on Google's page hands out. */
    String consent(ChatUser user, Set<String> scopes) {
        String token = "1//" + domain.ids().token();
        refreshTokens.put(token, new Consent(user, Set.copyOf(scopes)));
        return token;
    }

    Reply token(EmulatorRequest request) {
        Map<String, List<String>> form = request.formParameters();
        return switch (first(form, "grant_type")) {
            case JWT_BEARER -> assertion(first(form, "assertion"), request);
            case "refresh_token" -> refresh(form);
            default -> error(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    private static String first(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of("")).get(0);
    }

    private Reply assertion(String text, EmulatorRequest request) {
        JWTClaimsSet claims;
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            boolean genuine = JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
                    && account.keys().id().equals(jwt.getHeader().getKeyID())
                    && jwt.verify(new RSASSAVerifier(account.keys().publicKey()));
            claims = jwt.getJWTClaimsSet();
            if (!genuine || account.disabled()) {
                return error(400, "invalid_grant", "Invalid JWT Signature.");
            }
        } catch (ParseException | JOSEException e) {
            return error(400, "invalid_grant", "Bad Request");
        }
        if (!account.email().equals(claims.getIssuer())) {
            return error(400, "invalid_grant", "Invalid grant: account not found");
        }
        if (!inTime(claims)) {
            return error(
                    400,
                    "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check"
                            + " your iat and exp values in the JWT claim.");
        }
        if (!audience(claims, request)) {
            return error(400, "invalid_grant", "Invalid JWT: Failed audience check.");
        }
        return granted(claims);
    }

    private boolean inTime(JWTClaimsSet claims) {
        if (claims.getIssueTime() == null || claims.getExpirationTime() == null) {
            return false;
        }
        Instant issued = claims.getIssueTime().toInstant();
        Instant expires = claims.getExpirationTime().toInstant();
        Instant now = domain.clock();
        return !issued.isAfter(now.plus(SKEW))
                && expires.isAfter(now.minus(SKEW))
                && !expires.isAfter(issued.plus(Tokens.LIFE));
    }

    private static boolean audience(JWTClaimsSet claims, EmulatorRequest request) {
        String own = request.header("host").orElse("") + "/token";
        return claims.getAudience().stream()
                .anyMatch(audience -> audience.equals(PUBLIC_AUDIENCE) || audience.endsWith("//" + own));
    }

    private Reply granted(JWTClaimsSet claims) {
        Set<String> scopes;
        String subject;
        try {
            scopes = Scopes.split(
                    Optional.ofNullable(claims.getStringClaim("scope")).orElse(""));
            subject = Optional.ofNullable(claims.getStringClaim("sub")).orElse("");
        } catch (ParseException e) {
            return error(400, "invalid_request", "Bad Request");
        }
        if (scopes.isEmpty()) {
            return error(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.");
        }
        if (subject.isEmpty() || subject.equals(account.email())) {
            return issued(Caller.Kind.APP, domain.app(), scopes);
        }
        Optional<ChatUser> user;
        synchronized (domain) {
            user = domain.user(subject).filter(found -> found.email().equalsIgnoreCase(subject));
        }
        if (user.isEmpty() || user.get().external()) {
            return error(400, "invalid_grant", "Invalid email or User ID");
        }
        if (!tokens.delegated().containsAll(scopes)) {
            return error(
                    401,
                    "unauthorized_client",
                    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for"
                            + " any of the scopes requested.");
        }
        return issued(Caller.Kind.DELEGATED, user.get(), scopes);
    }

    private Reply refresh(Map<String, List<String>> form) {
        if (!first(form, "client_id").equals(account.oauthClientId())
                || !first(form, "client_secret").equals(account.oauthClientSecret())) {
            return error(401, "invalid_client", "The OAuth client was not found.");
        }
        Consent consent = refreshTokens.get(first(form, "refresh_token"));
        if (consent == null) {
            return error(400, "invalid_grant", "Token has been expired or revoked.");
        }
        return issued(Caller.Kind.CONSENTED, consent.user(), consent.scopes());
    }

    /** Ends what people consented to. */
    void revokeConsents() {
        refreshTokens.clear();
    }

    private Reply issued(Caller.Kind kind, ChatUser holder, Set<String> scopes) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", tokens.issue(kind, holder, scopes));
        body.put("expires_in", Tokens.LIFE.toSeconds() - 1);
        body.put("token_type", "Bearer");
        return Reply.json(body);
    }

    /** Tells what a token is worth. */
    Reply info(EmulatorRequest request) {
        String token = request.queryParameter("access_token")
                .or(() -> Optional.of(first(request.formParameters(), "access_token")))
                .orElse("");
        Optional<Principal> principal = tokens.find(token);
        if (principal.isEmpty()) {
            return error(400, "invalid_token", "Invalid Value");
        }
        Set<String> scopes = new TreeSet<>();
        principal.get().scopes().forEach(scope -> scopes.add(Scopes.full(scope)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("azp", account.clientId());
        body.put("aud", account.clientId());
        body.put("scope", String.join(" ", scopes));
        body.put("expires_in", String.valueOf(Tokens.LIFE.toSeconds() - 1));
        body.put("access_type", "online");
        synchronized (domain) {
            domain.user(principal.get().id()).filter(user -> !user.bot()).ifPresent(user -> {
                body.put("sub", user.id());
                body.put("email", user.email());
                body.put("email_verified", "true");
            });
        }
        return Reply.json(body);
    }

    private static Reply error(int status, String error, String description) {
        return Reply.json(status, Map.of("error", error, "error_description", description));
    }
}
