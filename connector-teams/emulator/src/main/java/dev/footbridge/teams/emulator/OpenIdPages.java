package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.Reply;
import java.util.LinkedHashMap;
import java.util.List;

/** Entra's OpenID configuration and key documents, from which clients validate tokens. */
final class OpenIdPages {
    private final Tenant tenant;
    private final SigningKeys keys;
    private final SignInPage signIn;
    private final String scheme;

    OpenIdPages(Tenant tenant, SigningKeys keys, SignInPage signIn, String scheme) {
        this.tenant = tenant;
        this.keys = keys;
        this.signIn = signIn;
        this.scheme = scheme;
    }

    void register(EmulatorServer.Builder server) {
        server.route("GET", "/{tenant}/.well-known/openid-configuration", request -> configuration(request, ""));
        server.route(
                "GET", "/{tenant}/v2.0/.well-known/openid-configuration", request -> configuration(request, "/v2.0"));
        server.route("GET", "/{tenant}/discovery/keys", request -> Reply.json(keys.publicKeys()));
        server.route("GET", "/{tenant}/discovery/v2.0/keys", request -> Reply.json(keys.publicKeys()));
    }

    private Reply configuration(EmulatorRequest request, String version) {
        var name = request.pathParameter("tenant");
        var base = scheme + "://" + request.header("host").orElse("localhost") + "/" + name;
        var issuer = name.equals("common") ? "{tenantid}" : tenant.id();
        var body = new LinkedHashMap<String, Object>();
        body.put("token_endpoint", base + "/oauth2/v2.0/token");
        body.put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "client_secret_basic"));
        body.put("jwks_uri", base + "/discovery" + version + "/keys");
        body.put("response_types_supported", List.of("code", "id_token"));
        body.put("subject_types_supported", List.of("pairwise"));
        body.put("id_token_signing_alg_values_supported", List.of("RS256"));
        // The signer's name, not this server's: validation tokens and access tokens of version 1 carry it. ID tokens of
        // version 2 carry the address below which this very document stands.
        body.put("issuer", version.isEmpty() ? "https://sts.windows.net/" + issuer + "/" : signIn.issuer(request));
        body.put("authorization_endpoint", base + "/oauth2/v2.0/authorize");
        body.put("tenant_region_scope", "EU");
        return Reply.json(body);
    }
}
