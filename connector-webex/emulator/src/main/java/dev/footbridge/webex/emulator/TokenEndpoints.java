package dev.footbridge.webex.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /access_token} and {@code /applications/{id}/token}. */
final class TokenEndpoints {
    private final Organization organization;
    private final Tokens tokens;
    private final Apps apps;
    private final Person machine;
    private final Set<String> serviceScopes;

    TokenEndpoints(Organization organization, Tokens tokens, Apps apps, Person machine, Set<String> serviceScopes) {
        this.organization = organization;
        this.tokens = tokens;
        this.apps = apps;
        this.machine = machine;
        this.serviceScopes = serviceScopes;
    }

    void register(WebexApi api) {
        api.add("POST /applications/{applicationId}/token", this::serviceApp);
    }

    /** Integrations and Service Apps ask here, by form, without a bearer token. */
    Reply accessToken(EmulatorRequest request) {
        String clientId = field(request, "client_id");
        boolean integration = clientId.equals(apps.clientId())
                && field(request, "client_secret").equals(apps.clientSecret());
        boolean service = clientId.equals(apps.serviceClientId())
                && field(request, "client_secret").equals(apps.serviceClientSecret());
        if (!integration && !service) {
            throw WebexFault.of(401, "Invalid client credentials");
        }
        Optional<Tokens.Pair> pair = switch (field(request, "grant_type")) {
            case "refresh_token" ->
                tokens.refresh(field(request, "refresh_token"), integration ? Tokens.INTEGRATION : Tokens.SERVICE_APP);
            case "authorization_code" -> integration ? tokens.redeem(field(request, "code")) : Optional.empty();
            default -> throw WebexFault.badRequest("The grant_type is not supported.");
        };
        return Reply.json(json(pair.orElseThrow(
                () -> WebexFault.badRequest("The refresh token or code is invalid, expired or revoked."))));
    }

    private static String field(EmulatorRequest request, String name) {
        List<String> values = request.formParameters().getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private Reply serviceApp(Call call) {
        ObjectNode body = Json.read(call.request().body());
        String client = Json.required(body, "clientId");
        String secret = Json.required(body, "clientSecret");
        String target = Ids.read(Ids.Kind.ORGANIZATION, Json.required(body, "targetOrgId"));
        if (!Ids.read(Ids.Kind.APPLICATION, call.path("applicationId")).equals(apps.serviceAppId())) {
            throw WebexFault.notFound("Service App not found");
        }
        if (!client.equals(apps.serviceClientId()) || !secret.equals(apps.serviceClientSecret())) {
            throw WebexFault.of(401, "Invalid client credentials");
        }
        if (!target.equals(organization.id)) {
            throw WebexFault.forbidden("The Service App is not authorized for this organization.");
        }
        return Reply.json(
                json(tokens.pair(machine, Tokens.SERVICE_APP, serviceScopes)).put("token_type", "Bearer"));
    }

    private static ObjectNode json(Tokens.Pair pair) {
        return Json.object()
                .put("access_token", pair.access())
                .put("expires_in", Tokens.ACCESS_LIFETIME.toSeconds())
                .put("refresh_token", pair.refresh())
                .put("refresh_token_expires_in", Tokens.REFRESH_LIFETIME.toSeconds());
    }
}
