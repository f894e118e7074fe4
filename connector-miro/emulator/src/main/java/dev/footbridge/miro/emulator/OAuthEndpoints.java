package dev.footbridge.miro.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Consent, the token endpoint, what a token stands for, and taking it back. */
final class OAuthEndpoints {
    private final World world;
    private final Tokens tokens;
    private final AppSettings app;

    /** The app as its owner registered it. */
    record AppSettings(String clientId, String clientSecret, java.util.Set<String> scopes, String consenting) {
        AppSettings {
            scopes = java.util.Set.copyOf(scopes);
        }
    }

    OAuthEndpoints(World world, Tokens tokens, AppSettings app) {
        this.world = world;
        this.tokens = tokens;
        this.app = app;
    }

    void register(MiroApi api) {
        api.on("token-info", this::info);
    }

    /** The consent page, at which the connecting account always says yes. */
    Reply authorize(EmulatorRequest request) {
        String redirect = request.queryParameter("redirect_uri").orElse("");
        if (!request.queryParameter("client_id").equals(Optional.of(app.clientId())) || redirect.isEmpty()) {
            return MiroFault.invalid("client_id", "unknown app or no redirect_uri")
                    .reply();
        }
        String code = tokens.code(world.person(app.consenting()).id(), app.scopes());
        String state = request.queryParameter("state")
                .map(value -> "&state=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .orElse("");
        return Reply.empty(302)
                .withHeader("Location", redirect + (redirect.contains("?") ? "&" : "?") + "code=" + code + state);
    }

    /** Takes its parameters from the body or from the query, as the vendor does. */
    Reply token(EmulatorRequest request) {
        if (!isApp(parameter(request, "client_id"), parameter(request, "client_secret"))) {
            return MiroFault.of(401, "invalid_client", "Client id or secret is wrong")
                    .reply();
        }
        Optional<Tokens.Pair> pair = switch (parameter(request, "grant_type")) {
            case "authorization_code" -> tokens.redeem(parameter(request, "code"));
            case "refresh_token" -> tokens.refresh(parameter(request, "refresh_token"));
            default -> Optional.empty();
        };
        return pair.map(this::issued)
                .orElseGet(() -> MiroFault.of(400, "invalid_grant", "The code or refresh token is not valid")
                        .reply());
    }

    private Reply issued(Tokens.Pair pair) {
        ObjectNode json = Nodes.object()
                .put("token_type", "bearer")
                .put("team_id", World.TEAM_ID)
                .put("access_token", pair.accessToken())
                .put("scope", String.join(" ", new TreeSet<>(pair.scopes())))
                .put("user_id", pair.userId());
        pair.refreshToken()
                .ifPresent(refresh ->
                        json.put("refresh_token", refresh).put("expires_in", Tokens.ACCESS_LIFETIME.toSeconds() - 1));
        return Reply.json(json).withHeader("Cache-Control", "no-store");
    }

    Reply revoke(EmulatorRequest request) {
        JsonNode body = Nodes.parse(request.body()).orElse(Nodes.object());
        if (!isApp(Nodes.text(body, "clientId"), Nodes.text(body, "clientSecret"))
                || !tokens.revoke(Nodes.text(body, "accessToken"))) {
            return MiroFault.notFound("Token").reply();
        }
        return Reply.empty(204);
    }

    private Reply info(Call call) {
        ObjectNode json = Nodes.object().put("type", "oAuthToken");
        who(json, "organization", World.ORGANIZATION_ID, world.organizationName);
        who(json, "team", World.TEAM_ID, world.teamName);
        who(json, "user", call.user().id(), call.user().name());
        who(json, "createdBy", call.user().id(), call.user().name());
        var scopes = json.putArray("scopes");
        new TreeSet<>(call.scopes()).forEach(scopes::add);
        return Reply.json(json);
    }

    private static void who(ObjectNode json, String kind, String id, String name) {
        json.putObject(kind)
                .put("type", kind.equals("createdBy") ? "user" : kind)
                .put("id", id)
                .put("name", name);
    }

    private boolean isApp(String clientId, String clientSecret) {
        return clientId.equals(app.clientId())
                && MessageDigest.isEqual(
                        clientSecret.getBytes(StandardCharsets.UTF_8),
                        app.clientSecret().getBytes(StandardCharsets.UTF_8));
    }

    private static String parameter(EmulatorRequest request, String name) {
        return request.queryParameter(name)
                .or(() -> request.formParameters().getOrDefault(name, List.of()).stream()
                        .findFirst())
                .orElse("");
    }
}
