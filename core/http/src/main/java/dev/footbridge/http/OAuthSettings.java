package dev.footbridge.http;

import dev.footbridge.core.connector.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How to ask a token endpoint.
 *
 * @param tokenUrl must be an endpoint of the HTTP client too
 * @param clientSecret absent for a public client
 * @param clientAuthentication where the client's id and secret go
 * @param extraParameters further form fields, such as {@code scope}; no secrets
 */
public record OAuthSettings(
        URI tokenUrl,
        String clientId,
        Optional<Secret> clientSecret,
        ClientAuthentication clientAuthentication,
        OAuthGrant grant,
        Map<String, String> extraParameters) {

    /** Where the client's id and secret go (RFC 6749, section 2.3.1). */
    public enum ClientAuthentication {
        /** Into the form, as most platforms document it. */
        FORM,
        /** Into the {@code Authorization} header. */
        BASIC
    }

    public OAuthSettings {
        if (clientId.isBlank()) {
            throw new IllegalArgumentException("a client id is needed");
        }
        extraParameters = Map.copyOf(extraParameters);
    }

    /** With id and secret in the form. */
    public static OAuthSettings of(
            URI tokenUrl, String clientId, Optional<Secret> clientSecret, OAuthGrant grant, Map<String, String> extra) {
        return new OAuthSettings(tokenUrl, clientId, clientSecret, ClientAuthentication.FORM, grant, extra);
    }
}
