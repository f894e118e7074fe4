package dev.footbridge.gchat.emulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The app's service account and OAuth client. */
final class ServiceAccount {
    private final Domain.Identity identity;
    private final Keys keys;
    private final String clientId;
    private final String oauthClientSecret;
    private volatile boolean disabled;

    ServiceAccount(Domain.Identity identity, Keys keys, Ids ids) {
        this.identity = identity;
        this.keys = keys;
        this.clientId = ids.digits();
        this.oauthClientSecret = "GOCSPX-" + ids.letters(28);
    }

    Keys keys() {
        return keys;
    }

    String email() {
        return "relay@" + identity.projectId() + ".iam.gserviceaccount.com";
    }

    String clientId() {
        return clientId;
    }

    String oauthClientId() {
        return identity.projectNumber() + "-footbridge.apps.googleusercontent.com";
    }

    String oauthClientSecret() {
        return oauthClientSecret;
    }

    /** Whether the key was deleted: its assertions are refused from then on. */
    boolean disabled() {
        return disabled;
    }

    void disable(boolean on) {
        disabled = on;
    }

    /** The credentials file as the vendor's console hands it out, with addresses of this emulator. */
    Map<String, Object> credentials(URI baseUrl) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("type", "service_account");
        file.put("project_id", identity.projectId());
        file.put("private_key_id", keys.id());
        file.put("private_key", keys.privatePem());
        file.put("client_email", email());
        file.put("client_id", clientId);
        file.put("auth_uri", baseUrl + "/o/oauth2/auth");
        file.put("token_uri", baseUrl + "/token");
        file.put("auth_provider_x509_cert_url", baseUrl + "/oauth2/v1/certs");
        file.put("client_x509_cert_url", baseUrl + "/service_accounts/v1/metadata/x509/" + email());
        file.put("universe_domain", "googleapis.com");
        return file;
    }
}
