package dev.footbridge.slack;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.connector.Setting.Type;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything an operator can set, read once. */
record SlackSettings(
        String teamId,
        Secret token,
        List<Secret> signingSecrets,
        Optional<Secret> appToken,
        URI apiUrl,
        Optional<URI> socketUrl,
        URI filesUrl,
        URI signInIssuer,
        boolean customize,
        boolean documentedPacing,
        int pageSize,
        Duration settleTime,
        Timeouts timeouts) {

    private static final String TEAM_ID = "team-id";
    private static final String TOKEN = "token";
    private static final String SIGNING_SECRET = "signing-secret";
    private static final String PREVIOUS_SIGNING_SECRET = "previous-signing-secret";
    private static final String APP_TOKEN = "app-token";
    private static final String API_URL = "api-url";
    private static final String SOCKET_URL = "socket-url";
    private static final String FILES_URL = "files-url";
    private static final String SIGN_IN_ISSUER = "sign-in-issuer";
    private static final String CUSTOMIZE = "customize";
    private static final String PACING = "pacing";
    private static final String PAGE_SIZE = "page-size";
    private static final String SETTLE_TIME = "settle-time";
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String READ_TIMEOUT = "read-timeout";
    private static final String CALL_TIMEOUT = "call-timeout";

    private static final int MOST_PER_PAGE = 999;

    /** How long to wait for Slack. */
    record Timeouts(Duration connect, Duration read, Duration call) {}

    static List<Setting> all() {
        return List.of(
                Setting.required(
                        TEAM_ID, Type.TEXT, "The workspace, T followed by letters and digits; auth.test tells it."),
                Setting.required(
                        TOKEN, Type.SECRET, "The bot token, xoxb-…, from OAuth & Permissions of the app's settings."),
                Setting.optional(
                        SIGNING_SECRET,
                        Type.SECRET,
                        "Proves webhooks; from Basic Information of the app's settings. Without it there are none."),
                Setting.optional(
                        PREVIOUS_SIGNING_SECRET,
                        Type.SECRET,
                        "A second signing secret that is accepted too, while the first one is being replaced."),
                Setting.optional(
                        APP_TOKEN,
                        Type.SECRET,
                        "The app-level token, xapp-…, with connections:write, for Socket Mode. Without it there is none."),
                Setting.withDefault(
                        API_URL,
                        Type.URL,
                        "https://slack.com/api",
                        "Base URL of the Web API; methods are appended. Change it for a proxy, GovSlack or an emulator."),
                Setting.optional(
                        SOCKET_URL,
                        Type.URL,
                        "Where Socket Mode may connect to beside wss hosts below slack.com, as http or https URL."),
                Setting.withDefault(
                        FILES_URL,
                        Type.URL,
                        "https://files.slack.com",
                        "Where files are read; only there and to the Web API does the token go. Change it with api-url."),
                Setting.withDefault(
                        SIGN_IN_ISSUER,
                        Type.URL,
                        "https://slack.com",
                        "The OpenID provider where recipients of links prove who they are."),
                Setting.withDefault(
                        CUSTOMIZE,
                        Type.BOOLEAN,
                        "true",
                        "Whether authors appear with their own name and picture; needs chat:write.customize."),
                Setting.withDefault(
                        PACING, Type.TEXT, "documented", "documented keeps Slack's published limits, off keeps none."),
                Setting.withDefault(
                        PAGE_SIZE,
                        Type.INTEGER,
                        "200",
                        "Messages per page of history, 1 to 999; 15 for apps under the limits of May 2025."),
                Setting.withDefault(
                        SETTLE_TIME,
                        Type.DURATION,
                        "10s",
                        "How long a message may be missing in the history although it was posted."),
                Setting.withDefault(CONNECT_TIMEOUT, Type.DURATION, "5s", "How long connecting may take."),
                Setting.withDefault(READ_TIMEOUT, Type.DURATION, "15s", "How long Slack may be silent."),
                Setting.withDefault(CALL_TIMEOUT, Type.DURATION, "30s", "How long one call may take altogether."));
    }

    static SlackSettings of(ConnectorConfig config) {
        return new SlackSettings(
                config.text(TEAM_ID),
                config.secret(TOKEN),
                Stream.of(config.findSecret(SIGNING_SECRET), config.findSecret(PREVIOUS_SIGNING_SECRET))
                        .flatMap(Optional::stream)
                        .toList(),
                config.findSecret(APP_TOKEN),
                config.url(API_URL),
                config.find(SOCKET_URL).map(url -> config.url(SOCKET_URL)),
                config.url(FILES_URL),
                config.url(SIGN_IN_ISSUER),
                config.flag(CUSTOMIZE),
                documented(config.text(PACING)),
                between(config.integer(PAGE_SIZE), 1, MOST_PER_PAGE),
                config.duration(SETTLE_TIME),
                new Timeouts(
                        config.duration(CONNECT_TIMEOUT),
                        config.duration(READ_TIMEOUT),
                        config.duration(CALL_TIMEOUT)));
    }

    private static boolean documented(String pacing) {
        return switch (pacing.toLowerCase(Locale.ROOT)) {
            case "documented" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("setting " + PACING + " must be documented or off");
        };
    }

    private static int between(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("setting " + PAGE_SIZE + " must be between " + least + " and " + most);
        }
        return value;
    }
}
