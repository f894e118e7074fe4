package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Entra's {@code /{tenant}/oauth2/v2.0/token}: the client-credentials, the refresh-token and the authorization-code grant, the
 * last for ID tokens alone. A used refresh token stays valid, as at Entra, until the user's sessions are revoked; every use
 * hands out a new one.
 */
final class TokenEndpoint {
    private static final Set<String> OPEN_ID = Set.of("openid", "profile", "email", "offline_access");

    private final Tenant tenant;
    private final AccessTokens tokens;
    private final SignInPage signIn;
    private final Clock clock;
    private final Map<String, AppRegistration> apps = new ConcurrentHashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new ConcurrentHashMap<>();

    TokenEndpoint(Tenant tenant, AccessTokens tokens, SignInPage signIn, Clock clock) {
        this.tenant = tenant;
        this.tokens = tokens;
        this.signIn = signIn;
        this.clock = clock;
    }

    void register(AppRegistration app) {
        apps.put(app.appId(), app);
        tokens.consented(app.appId(), app.resourceSpecific());
    }

    Optional<AppRegistration> app(String appId) {
        return Optional.ofNullable(apps.get(appId));
    }

    /** A refresh token as the sign-in page would hand it out. */
    String issueRefreshToken(String appId, Person user) {
        var token = "1.AX" + tenant.hex(64);
        refreshTokens.put(token, new RefreshToken(appId, user, false));
        return token;
    }

    /** What an administrator's "revoke sessions" or a change of password does. */
    void revokeRefreshTokens(Person user) {
        refreshTokens.replaceAll((token, held) -> held.user().equals(user) ? held.asRevoked() : held);
    }

    /** The page where people sign in to an application. */
    Reply page(EmulatorRequest request) {
        return signIn.answer(request.queryParameter("client_id").flatMap(this::app), request);
    }

    Reply answer(String tenantName, EmulatorRequest request) {
        var form = request.formParameters();
        try {
            requireTenant(tenantName);
            var app = authenticate(form, request.header("authorization"));
            return switch (required(form, "grant_type")) {
                case "client_credentials" -> clientCredentials(app, form);
                case "refresh_token" -> refresh(app, form);
                case "authorization_code" -> signedIn(app, request);
                default ->
                    throw new EntraFault(
                            400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
            };
        } catch (EntraFault fault) {
            return fault.reply(clock.instant(), tenant.guid());
        }
    }

    private void requireTenant(String name) {
        if (!Set.of(tenant.id(), Seed.DOMAIN, "common", "organizations").contains(name)) {
            throw new EntraFault(
                    400,
                    "invalid_request",
                    90002,
                    "Tenant '" + name + "' not found. Check to make sure you"
                            + " have the correct tenant ID and are signing into the correct cloud.");
        }
    }

    private AppRegistration authenticate(Map<String, List<String>> form, Optional<String> authorization) {
        var basic = authorization.filter(a -> a.startsWith("Basic ")).map(TokenEndpoint::basic);
        var id = basic.map(b -> b[0]).orElseGet(() -> required(form, "client_id"));
        var app = apps.get(id);
        if (app == null) {
            throw new EntraFault(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + id + "' was not found in the directory '" + tenant.displayName()
                            + "'.");
        }
        var secret = basic.map(b -> b[1])
                .orElseGet(() -> value(form, "client_secret").orElse(""));
        if (secret.isEmpty()) {
            throw new EntraFault(
                    401,
                    "invalid_client",
                    7000218,
                    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
        if (!MessageDigest.isEqual(bytes(secret), bytes(app.secret()))) {
            throw new EntraFault(
                    401,
                    "invalid_client",
                    7000215,
                    "Invalid client secret provided. Ensure the secret being"
                            + " sent in the request is the client secret value, not the client secret ID, for a secret added to"
                            + " app '" + id + "'.");
        }
        return app;
    }

    private Reply clientCredentials(AppRegistration app, Map<String, List<String>> form) {
        var scope = required(form, "scope");
        if (!scope.endsWith("/.default")) {
            throw new EntraFault(
                    400,
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + scope + " is not valid. Client credential flows must have a scope"
                            + " value with /.default suffixed to the resource identifier (application ID URI).");
        }
        var body = common();
        body.put("access_token", tokens.issueApplication(app.appId(), new TreeSet<>(app.roles())));
        return reply(body);
    }

    private Reply refresh(AppRegistration app, Map<String, List<String>> form) {
        var token = required(form, "refresh_token");
        var held = refreshTokens.get(token);
        if (held == null) {
            throw new EntraFault(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
        }
        if (!held.appId().equals(app.appId())) {
            throw new EntraFault(
                    400,
                    "invalid_grant",
                    700005,
                    "Provided Authorization Code or Refresh Token is intended to use against other tenant or client.");
        }
        if (held.revoked()) {
            throw new EntraFault(
                    400,
                    "invalid_grant",
                    50173,
                    "The provided grant has expired due to it being revoked, a"
                            + " fresh auth token is needed. The user might have changed or reset their password.");
        }
        var scopes = requestedScopes(app, value(form, "scope"));
        var body = common();
        body.put("scope", String.join(" ", scopes));
        body.put("access_token", tokens.issueDelegated(app.appId(), held.user(), scopes));
        body.put("refresh_token", issueRefreshToken(app.appId(), held.user()));
        return reply(body);
    }

    private Reply signedIn(AppRegistration app, EmulatorRequest request) {
        var signedIn = signIn.redeem(app, request);
        var body = common();
        body.put("scope", String.join(" ", signedIn.scopes()));
        body.put("access_token", tokens.issueDelegated(app.appId(), signedIn.user(), signedIn.scopes()));
        body.put("id_token", signedIn.idToken());
        return reply(body);
    }

    private static Set<String> requestedScopes(AppRegistration app, Optional<String> scope) {
        var consented = new TreeSet<>(app.scopes());
        if (scope.isEmpty() || scope.get().contains("/.default")) {
            return consented;
        }
        var requested = new TreeSet<String>();
        for (var name : scope.get().trim().split(" +")) {
            requested.add(name.substring(name.lastIndexOf('/') + 1));
        }
        requested.removeAll(OPEN_ID);
        if (!consented.containsAll(requested)) {
            throw new EntraFault(
                    400,
                    "invalid_grant",
                    65001,
                    "The user or administrator has not consented to use the"
                            + " application with ID '" + app.appId()
                            + "'. Send an interactive authorization request for this user"
                            + " and resource.");
        }
        return requested.isEmpty() ? consented : requested;
    }

    private static Map<String, Object> common() {
        var body = new LinkedHashMap<String, Object>();
        body.put("token_type", "Bearer");
        body.put("expires_in", AccessTokens.LIFETIME.toSeconds());
        body.put("ext_expires_in", AccessTokens.LIFETIME.toSeconds());
        return body;
    }

    private static Reply reply(Map<String, Object> body) {
        return Reply.json(body)
                .withHeader("Cache-Control", "no-store, no-cache")
                .withHeader("Pragma", "no-cache");
    }

    private static String required(Map<String, List<String>> form, String name) {
        return value(form, name)
                .orElseThrow(() -> new EntraFault(
                        400,
                        "invalid_request",
                        900144,
                        "The request body must contain the following parameter: '" + name + "'."));
    }

    private static Optional<String> value(Map<String, List<String>> form, String name) {
        return form.getOrDefault(name, List.of()).stream()
                .filter(v -> !v.isEmpty())
                .findFirst();
    }

    private static String[] basic(String header) {
        try {
            var decoded =
                    new String(Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
            var colon = decoded.indexOf(':');
            return colon < 0
                    ? new String[] {decoded, ""}
                    : new String[] {decoded.substring(0, colon), decoded.substring(colon + 1)};
        } catch (IllegalArgumentException e) {
            return new String[] {"", ""};
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record RefreshToken(String appId, Person user, boolean revoked) {
        RefreshToken asRevoked() {
            return new RefreshToken(appId, user, true);
        }
    }
}
