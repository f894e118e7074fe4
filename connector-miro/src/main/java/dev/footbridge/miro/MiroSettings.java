package dev.footbridge.miro;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.connector.Setting.Type;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything an operator can set, read once. */
record MiroSettings(
        String teamId,
        Optional<String> organizationId,
        MiroCredentials credentials,
        URI apiUrl,
        List<String> linkHosts,
        List<String> exportHosts,
        List<String> fileHosts,
        List<String> scopes,
        Polling polling,
        boolean documentedPacing,
        int pageSize,
        Duration settleTime,
        Timeouts timeouts) {

    private static final String TEAM_ID = "team-id";
    private static final String ORGANIZATION_ID = "organization-id";
    private static final String ACCESS_TOKEN = "access-token";
    private static final String CLIENT_ID = "client-id";
    private static final String CLIENT_SECRET = "client-secret";
    private static final String REFRESH_TOKEN = "refresh-token";
    private static final String API_URL = "api-url";
    private static final String LINK_HOSTS = "link-hosts";
    private static final String FILE_HOSTS = "file-hosts";
    private static final String EXPORT_HOSTS = "export-hosts";
    private static final String SCOPES = "scopes";
    private static final String POLL_INTERVAL = "poll-interval";
    private static final String LISTING_EVERY = "listing-every";
    private static final String POLLING_SHARE = "polling-share";
    private static final String PACING = "pacing";
    private static final String PAGE_SIZE = "page-size";
    private static final String SETTLE_TIME = "settle-time";
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String READ_TIMEOUT = "read-timeout";
    private static final String CALL_TIMEOUT = "call-timeout";

    /** Miro's own bounds of {@code limit}. */
    private static final int LEAST_PER_PAGE = 10;

    private static final int MOST_PER_PAGE = 50;
    private static final int MOST_POLLS_BETWEEN_LISTINGS = 1_000;
    private static final int MOST_SHARE = 90;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    /** How long to wait for Miro. */
    record Timeouts(Duration connect, Duration read, Duration call) {}

    /**
     * How to look for news.
     *
     * @param listingEvery each so many polls of a board its frames are listed even if the board looks unchanged
     * @param share percent of the credits that polling may use; the rest is for everything else
     */
    record Polling(Duration interval, int listingEvery, int share) {}

    static List<Setting> all() {
        return List.of(
                Setting.required(
                        TEAM_ID,
                        Type.TEXT,
                        "The team the app is installed in, a long number; the token belongs to it."),
                Setting.optional(
                        ORGANIZATION_ID,
                        Type.TEXT,
                        "The organisation, Enterprise plan only; people are then looked up with mail addresses."),
                Setting.optional(
                        ACCESS_TOKEN,
                        Type.SECRET,
                        "The token of an app whose tokens do not expire; otherwise client-id, client-secret and refresh-token."),
                Setting.optional(CLIENT_ID, Type.TEXT, "The app's client id, from its settings; with expiring tokens."),
                Setting.optional(CLIENT_SECRET, Type.SECRET, "The app's client secret, beside the client id."),
                Setting.optional(
                        REFRESH_TOKEN,
                        Type.SECRET,
                        "The refresh token of the first sign-in; each one that Miro rotates to is kept in the credential store."),
                Setting.withDefault(
                        API_URL,
                        Type.URL,
                        "https://api.miro.com",
                        "Base URL of the REST API and of the token endpoint. Change it for a proxy or an emulator."),
                Setting.withDefault(
                        LINK_HOSTS,
                        Type.TEXT,
                        "miro.com",
                        "Hosts whose board links are recognised, separated by spaces; www. in front is fine."),
                Setting.withDefault(
                        EXPORT_HOSTS,
                        Type.TEXT,
                        "amazonaws.com",
                        "Hosts, with all below them, that archives of exported boards may be fetched from."),
                Setting.withDefault(
                        FILE_HOSTS,
                        Type.TEXT,
                        "miro.com amazonaws.com",
                        "Hosts, with all below them, that files may be fetched from; Miro links to them for a minute."),
                Setting.optional(
                        SCOPES,
                        Type.TEXT,
                        "Scopes the app should hold, separated by spaces; the health check names those that are missing."),
                Setting.withDefault(
                        POLL_INTERVAL,
                        Type.DURATION,
                        "10s",
                        "How often each board is asked for news, at least 10ms; stretched when the credits do not suffice."),
                Setting.withDefault(
                        LISTING_EVERY,
                        Type.INTEGER,
                        "6",
                        "At each so many polls a board's frames are listed even if the board looks unchanged, 1 to 1000."),
                Setting.withDefault(
                        POLLING_SHARE,
                        Type.INTEGER,
                        "10",
                        "Percent of the 100,000 credits a minute that polling may use, 1 to 90."),
                Setting.withDefault(
                        PACING, Type.TEXT, "documented", "documented keeps Miro's published limits, off keeps none."),
                Setting.withDefault(PAGE_SIZE, Type.INTEGER, "50", "Items per page of a listing, 10 to 50."),
                Setting.withDefault(
                        SETTLE_TIME,
                        Type.DURATION,
                        "10s",
                        "How long an item may be missing in listings although it was created."),
                Setting.withDefault(CONNECT_TIMEOUT, Type.DURATION, "5s", "How long connecting may take."),
                Setting.withDefault(READ_TIMEOUT, Type.DURATION, "15s", "How long Miro may be silent."),
                Setting.withDefault(CALL_TIMEOUT, Type.DURATION, "30s", "How long one call may take altogether."));
    }

    static MiroSettings of(ConnectorConfig config) {
        MiroSettings settings = new MiroSettings(
                config.text(TEAM_ID),
                config.find(ORGANIZATION_ID),
                credentials(config),
                config.url(API_URL),
                words(config.text(LINK_HOSTS)),
                words(config.text(EXPORT_HOSTS)),
                words(config.text(FILE_HOSTS)),
                words(config.find(SCOPES).orElse("")),
                polling(config),
                documented(config.text(PACING)),
                between(PAGE_SIZE, config.integer(PAGE_SIZE), LEAST_PER_PAGE, MOST_PER_PAGE),
                config.duration(SETTLE_TIME),
                new Timeouts(
                        config.duration(CONNECT_TIMEOUT),
                        config.duration(READ_TIMEOUT),
                        config.duration(CALL_TIMEOUT)));
        if (!MiroIds.isId(settings.teamId())) {
            throw new IllegalArgumentException("setting " + TEAM_ID + " is no id of a team");
        }
        settings.scopes().forEach(MiroScopes::requireForServers);
        return settings;
    }

    private static MiroCredentials credentials(ConnectorConfig config) {
        Optional<Secret> token = config.findSecret(ACCESS_TOKEN);
        Optional<String> client = config.find(CLIENT_ID);
        Optional<Secret> secret = config.findSecret(CLIENT_SECRET);
        Optional<Secret> refresh = config.findSecret(REFRESH_TOKEN);
        if (token.isPresent() && (client.isPresent() || secret.isPresent() || refresh.isPresent())) {
            throw new IllegalArgumentException("give " + ACCESS_TOKEN + " or " + CLIENT_ID + ", " + CLIENT_SECRET
                    + " and " + REFRESH_TOKEN + ", not both");
        }
        if (token.isPresent()) {
            return new MiroCredentials.Fixed(token.get());
        }
        if (client.isEmpty() || secret.isEmpty() || refresh.isEmpty()) {
            throw new IllegalArgumentException("give " + ACCESS_TOKEN + ", or all of " + CLIENT_ID + ", "
                    + CLIENT_SECRET + " and " + REFRESH_TOKEN);
        }
        return new MiroCredentials.Rotating(client.get(), secret.get(), refresh.get());
    }

    private static Polling polling(ConnectorConfig config) {
        Duration interval = config.duration(POLL_INTERVAL);
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new IllegalArgumentException("setting " + POLL_INTERVAL + " must be at least 10ms");
        }
        return new Polling(
                interval,
                between(LISTING_EVERY, config.integer(LISTING_EVERY), 1, MOST_POLLS_BETWEEN_LISTINGS),
                between(POLLING_SHARE, config.integer(POLLING_SHARE), 1, MOST_SHARE));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("[\\s,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
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
