package dev.footbridge.webex;

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
record WebexSettings(
        String orgId,
        Optional<Secret> token,
        Optional<OAuth> oauth,
        boolean bot,
        List<Secret> webhookSecrets,
        String webhookName,
        URI apiUrl,
        boolean guests,
        boolean unscannableFiles,
        URI signInIssuer,
        boolean documentedPacing,
        int messagesPerMinute,
        int pageSize,
        Duration settleTime,
        Timeouts timeouts) {

    private static final String ORG_ID = "org-id";
    private static final String TOKEN = "token";
    private static final String CLIENT_ID = "client-id";
    private static final String CLIENT_SECRET = "client-secret";
    private static final String REFRESH_TOKEN = "refresh-token";
    private static final String BOT = "bot";
    private static final String WEBHOOK_SECRET = "webhook-secret";
    private static final String PREVIOUS_WEBHOOK_SECRET = "previous-webhook-secret";
    private static final String WEBHOOK_NAME = "webhook-name";
    private static final String API_URL = "api-url";
    private static final String GUESTS = "guests";
    private static final String UNSCANNABLE_FILES = "unscannable-files";
    private static final String SIGN_IN_ISSUER = "sign-in-issuer";
    private static final String PACING = "pacing";
    private static final String MESSAGES_PER_MINUTE = "messages-per-minute";
    private static final String PAGE_SIZE = "page-size";
    private static final String SETTLE_TIME = "settle-time";
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String READ_TIMEOUT = "read-timeout";
    private static final String CALL_TIMEOUT = "call-timeout";

    /** The most that a list with {@code mentionedPeople} may have, and enough for any other. */
    private static final int MOST_PER_PAGE = 100;

    private static final int MOST_PER_MINUTE = 100_000;
    private static final int LEAST_SECRET = 16;

    /** How long to wait for Webex. */
    record Timeouts(Duration connect, Duration read, Duration call) {}

    /** What access tokens are asked for with. */
    record OAuth(String clientId, Secret clientSecret, Secret refreshToken) {}

    static List<Setting> all() {
        return List.of(
                Setting.required(
                        ORG_ID,
                        Type.TEXT,
                        "The organisation's id, as Control Hub or orgId of GET /people/me tells it."),
                Setting.optional(
                        TOKEN,
                        Type.SECRET,
                        "Access token of a bot, a user or a Service App. Tokens of users last 14 days: prefer refresh-token."),
                Setting.optional(
                        CLIENT_ID, Type.TEXT, "Client id of the integration or Service App, with refresh-token."),
                Setting.optional(CLIENT_SECRET, Type.SECRET, "Client secret of the same app."),
                Setting.optional(
                        REFRESH_TOKEN,
                        Type.SECRET,
                        "Refresh token of the account or Service App in whose name the connector acts; instead of token."),
                Setting.withDefault(
                        BOT,
                        Type.BOOLEAN,
                        "false",
                        "Whether the token is a bot's: a bot sees only messages that mention it, so nothing can be read back."),
                Setting.optional(
                        WEBHOOK_SECRET,
                        Type.SECRET,
                        "Random secret of at least 16 characters that proves webhooks; make one up. Without it there are none."),
                Setting.optional(
                        PREVIOUS_WEBHOOK_SECRET,
                        Type.SECRET,
                        "A second secret that is accepted too, while the first one is being replaced."),
                Setting.withDefault(
                        WEBHOOK_NAME,
                        Type.TEXT,
                        "Footbridge",
                        "What the names of our webhooks start with; different for each connector that shares an account."),
                Setting.withDefault(
                        API_URL,
                        Type.URL,
                        "https://webexapis.com/v1",
                        "Base URL of the REST API; another one for a proxy, Webex for Government or an emulator."),
                Setting.withDefault(
                        GUESTS,
                        Type.TEXT,
                        "off",
                        "on lets each author post as a guest of their own: needs a Service App with guest-issuer:write."),
                Setting.withDefault(
                        UNSCANNABLE_FILES,
                        Type.TEXT,
                        "refuse",
                        "refuse leaves files where they are that Webex cannot scan for malware, such as encrypted ones; take reads them."),
                Setting.withDefault(
                        SIGN_IN_ISSUER,
                        Type.URL,
                        "https://idbroker-b-us.webex.com/idb",
                        "Who signs the ID tokens of the organisation's people; another host in another region."),
                Setting.withDefault(
                        PACING, Type.TEXT, "documented", "documented keeps Webex's published limits, off keeps none."),
                Setting.withDefault(
                        MESSAGES_PER_MINUTE,
                        Type.INTEGER,
                        "300",
                        "Calls about messages per minute while pacing is documented; Webex allows more and does not say what."),
                Setting.withDefault(PAGE_SIZE, Type.INTEGER, "100", "Messages per page of history, 1 to 100."),
                Setting.withDefault(
                        SETTLE_TIME,
                        Type.DURATION,
                        "10s",
                        "How long a message may be missing in the history although it was posted."),
                Setting.withDefault(CONNECT_TIMEOUT, Type.DURATION, "5s", "How long connecting may take."),
                Setting.withDefault(READ_TIMEOUT, Type.DURATION, "15s", "How long Webex may be silent."),
                Setting.withDefault(CALL_TIMEOUT, Type.DURATION, "30s", "How long one call may take altogether."));
    }

    static WebexSettings of(ConnectorConfig config) {
        Optional<Secret> token = config.findSecret(TOKEN);
        Optional<OAuth> oauth = oauth(config);
        if (token.isPresent() == oauth.isPresent()) {
            throw new IllegalArgumentException("either setting token is needed, or client-id, client-secret and"
                    + " refresh-token together, and not both");
        }
        boolean guests = onOrOff(config.text(GUESTS));
        boolean bot = config.flag(BOT);
        if (guests && bot) {
            throw new IllegalArgumentException("setting guests needs a Service App, which is not a bot");
        }
        return new WebexSettings(
                config.text(ORG_ID),
                token,
                oauth,
                bot,
                Stream.of(secret(config, WEBHOOK_SECRET), secret(config, PREVIOUS_WEBHOOK_SECRET))
                        .flatMap(Optional::stream)
                        .toList(),
                name(config.text(WEBHOOK_NAME)),
                config.url(API_URL),
                guests,
                takesUnscannable(config.text(UNSCANNABLE_FILES)),
                config.url(SIGN_IN_ISSUER),
                documented(config.text(PACING)),
                between(MESSAGES_PER_MINUTE, config.integer(MESSAGES_PER_MINUTE), 1, MOST_PER_MINUTE),
                between(PAGE_SIZE, config.integer(PAGE_SIZE), 1, MOST_PER_PAGE),
                config.duration(SETTLE_TIME),
                new Timeouts(
                        config.duration(CONNECT_TIMEOUT),
                        config.duration(READ_TIMEOUT),
                        config.duration(CALL_TIMEOUT)));
    }

    private static Optional<OAuth> oauth(ConnectorConfig config) {
        Optional<String> clientId = config.find(CLIENT_ID);
        Optional<Secret> clientSecret = config.findSecret(CLIENT_SECRET);
        Optional<Secret> refreshToken = config.findSecret(REFRESH_TOKEN);
        if (refreshToken.isEmpty()) {
            return Optional.empty();
        }
        if (clientId.isEmpty() || clientSecret.isEmpty()) {
            throw new IllegalArgumentException("setting refresh-token needs client-id and client-secret beside it");
        }
        return Optional.of(new OAuth(clientId.get(), clientSecret.get(), refreshToken.get()));
    }

    private static Optional<Secret> secret(ConnectorConfig config, String name) {
        Optional<Secret> secret = config.findSecret(name);
        if (secret.isPresent() && secret.get().reveal().length() < LEAST_SECRET) {
            throw new IllegalArgumentException("setting " + name + " must have at least 16 characters");
        }
        return secret;
    }

    private static String name(String name) {
        if (!name.matches("[A-Za-z0-9 ._-]{1,60}")) {
            throw new IllegalArgumentException(
                    "setting webhook-name must have 1 to 60 letters, digits, spaces and . _ -");
        }
        return name;
    }

    private static boolean onOrOff(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("setting " + GUESTS + " must be on or off");
        };
    }

    private static boolean takesUnscannable(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "take" -> true;
            case "refuse" -> false;
            default -> throw new IllegalArgumentException("setting " + UNSCANNABLE_FILES + " must be refuse or take");
        };
    }

    private static boolean documented(String pacing) {
        return switch (pacing.toLowerCase(Locale.ROOT)) {
            case "documented" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("setting " + PACING + " must be documented or off");
        };
    }

    private static int between(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("setting " + name + " must be between " + least + " and " + most);
        }
        return value;
    }
}
