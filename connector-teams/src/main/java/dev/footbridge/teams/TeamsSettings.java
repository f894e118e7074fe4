package dev.footbridge.teams;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.connector.Setting.Type;
import java.util.List;
import java.util.Set;

/** The names of all settings, and what the operator is told about them. */
final class TeamsSettings {

    static final String TENANT = "tenant";
    static final String CLIENT_ID = "client-id";
    static final String CLIENT_SECRET = "client-secret";
    static final String REFRESH_TOKEN = "refresh-token";
    static final String CLIENT_STATE = "client-state";
    static final String GRAPH_URL = "graph-url";
    static final String LOGIN_URL = "login-url";
    static final String TOKEN_SCOPE = "token-scope";
    static final String OPENID_CONFIGURATION_URL = "openid-configuration-url";
    static final String TOKEN_ISSUER = "token-issuer";
    static final String SIGN_IN_ISSUER = "sign-in-issuer";
    static final String KEYSTORE = "notification-keystore";
    static final String KEYSTORE_PASSWORD = "notification-keystore-password";
    static final String PACING = "pacing";
    static final String DOCUMENTS = "documents";
    static final String MAIL_DOMAINS = "mail-domains";
    static final String CONNECT_TIMEOUT = "connect-timeout";
    static final String READ_TIMEOUT = "read-timeout";
    static final String CALL_TIMEOUT = "call-timeout";

    static final List<Setting> ALL = List.of(
            Setting.required(
                    TENANT, Type.TEXT, "Directory (tenant) id, from the Overview page of the app registration."),
            Setting.required(CLIENT_ID, Type.TEXT, "Application (client) id, from the same page."),
            Setting.optional(
                    CLIENT_SECRET,
                    Type.SECRET,
                    "Client secret value, from Certificates & secrets; needed unless the app is a public client."),
            Setting.optional(
                    REFRESH_TOKEN,
                    Type.SECRET,
                    "Refresh token of the relay account that signed in once with offline_access; left out, the"
                            + " application acts as itself and can read but not send."),
            Setting.required(
                    CLIENT_STATE,
                    Type.SECRET,
                    "Random secret of 16 to 128 characters that notifications must bring back; make one up."),
            Setting.withDefault(
                    GRAPH_URL,
                    Type.URL,
                    "https://graph.microsoft.com/v1.0",
                    "Base URL of Microsoft Graph; another one for national clouds, a proxy or the emulator."),
            Setting.withDefault(
                    LOGIN_URL,
                    Type.URL,
                    "https://login.microsoftonline.com",
                    "Base URL of the token endpoint; the tenant is appended."),
            Setting.withDefault(
                    TOKEN_SCOPE,
                    Type.TEXT,
                    "https://graph.microsoft.com/.default",
                    "Scope that tokens are asked for with; another one for national clouds."),
            Setting.withDefault(
                    OPENID_CONFIGURATION_URL,
                    Type.URL,
                    "https://login.microsoftonline.com/common/.well-known/openid-configuration",
                    "Where the keys of validation tokens are found."),
            Setting.withDefault(
                    TOKEN_ISSUER,
                    Type.URL,
                    "https://sts.windows.net",
                    "Issuer of validation tokens; the tenant is appended."),
            Setting.optional(
                    SIGN_IN_ISSUER,
                    Type.URL,
                    "The OpenID provider where recipients of links prove who they are; left out, login-url with the"
                            + " tenant and v2.0."),
            Setting.optional(
                    KEYSTORE,
                    Type.FILE,
                    "PKCS #12 file with an RSA key and certificate: notifications then bring the message along,"
                            + " encrypted, instead of a hint."),
            Setting.optional(KEYSTORE_PASSWORD, Type.SECRET, "Password of notification-keystore."),
            Setting.withDefault(
                    PACING,
                    Type.TEXT,
                    "documented",
                    "documented keeps to the published limits, off leaves it to the platform's answers."),
            Setting.withDefault(
                    DOCUMENTS,
                    Type.TEXT,
                    "off",
                    "check sees who can open linked documents in SharePoint and OneDrive, share also invites people; needs scopes"
                            + " of its own."),
            Setting.optional(
                    MAIL_DOMAINS,
                    Type.TEXT,
                    "Domains of the organisation's mail addresses, with commas; tell who can open a link for the organisation."),
            Setting.withDefault(CONNECT_TIMEOUT, Type.DURATION, "5s", "How long a connection may take to stand."),
            Setting.withDefault(READ_TIMEOUT, Type.DURATION, "15s", "How long the platform may be silent."),
            Setting.withDefault(CALL_TIMEOUT, Type.DURATION, "30s", "How long a whole call may take."));

    private static final int MIN_CLIENT_STATE = 16;
    private static final int MAX_CLIENT_STATE = 128;

    private TeamsSettings() {}

    /** Checks what the type of a setting does not tell. */
    static void check(ConnectorConfig config) {
        int length = config.text(CLIENT_STATE).length();
        if (length < MIN_CLIENT_STATE || length > MAX_CLIENT_STATE) {
            throw new IllegalArgumentException("setting client-state must have 16 to 128 characters");
        }
        if (!config.text(TENANT).matches("[A-Za-z0-9.-]{1,128}")) {
            throw new IllegalArgumentException("setting tenant must be the directory (tenant) id");
        }
        if (!Set.of("off", "check", "share").contains(config.text(DOCUMENTS))) {
            throw new IllegalArgumentException("setting documents must be off, check or share");
        }
        if (!Set.of("documented", "off").contains(config.text(PACING))) {
            throw new IllegalArgumentException("setting pacing must be documented or off");
        }
        if (config.find(REFRESH_TOKEN).isEmpty() && config.find(CLIENT_SECRET).isEmpty()) {
            throw new IllegalArgumentException(
                    "setting refresh-token (act as a relay account) or client-secret (act as the application) is needed");
        }
    }
}
