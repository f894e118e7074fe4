package dev.footbridge.gchat;

import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Setting;
import dev.footbridge.core.connector.Setting.Type;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Everything an operator can set, read once. */
record GchatSettings(
        String domain,
        GchatAuth auth,
        Secret serviceAccount,
        Optional<String> subject,
        List<String> scopes,
        Optional<String> topic,
        Optional<String> queue,
        boolean fullPayload,
        Senders senders,
        GchatReader.Syntax eventMarkup,
        boolean authorCards,
        GchatDocumentsMode documents,
        Map<GchatCall.Service, URI> urls,
        Optional<URI> tokenUrl,
        URI oidcKeysUrl,
        URI chatKeysUrl,
        URI signInIssuer,
        boolean documentedPacing,
        int pageSize,
        Duration settleTime,
        Timeouts timeouts) {

    static final String DOMAIN = "domain";
    static final String AUTH = "auth";
    static final String SERVICE_ACCOUNT = "service-account";
    static final String SUBJECT = "subject";
    static final String SCOPES = "scopes";
    static final String TOPIC = "pubsub-topic";
    static final String QUEUE = "pubsub-subscription";
    static final String PAYLOAD = "event-payload";
    static final String AUDIENCE = "audience";
    static final String PROJECT_NUMBER = "project-number";
    static final String PUSH_AUDIENCE = "push-audience";
    static final String PUSH_ACCOUNT = "push-service-account";
    static final String MARKUP = "event-markup";
    static final String AUTHOR = "author";
    static final String DOCUMENTS = "documents";
    static final String CHAT_URL = "chat-url";
    static final String EVENTS_URL = "events-url";
    static final String PUBSUB_URL = "pubsub-url";
    static final String DIRECTORY_URL = "directory-url";
    static final String DRIVE_URL = "drive-url";
    static final String TOKEN_URL = "token-url";
    static final String OIDC_KEYS_URL = "oidc-keys-url";
    static final String SIGN_IN_ISSUER = "sign-in-issuer";
    static final String CHAT_KEYS_URL = "chat-keys-url";
    static final String PACING = "pacing";
    static final String PAGE_SIZE = "page-size";
    static final String SETTLE_TIME = "settle-time";
    static final String CONNECT_TIMEOUT = "connect-timeout";
    static final String READ_TIMEOUT = "read-timeout";
    static final String CALL_TIMEOUT = "call-timeout";

    private static final int MOST_PER_PAGE = 1_000;
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+'-]{1,128}@[A-Za-z0-9.-]{1,255}");
    private static final Pattern TOPIC_NAME =
            Pattern.compile("projects/[a-z0-9.:-]{1,64}/topics/[A-Za-z0-9._~%+-]{1,255}");
    private static final Pattern QUEUE_NAME =
            Pattern.compile("projects/[a-z0-9.:-]{1,64}/subscriptions/[A-Za-z0-9._~%+-]{1,255}");

    /** How long to wait for Google. */
    record Timeouts(Duration connect, Duration read, Duration call) {}

    /**
     * Who may send webhooks.
     *
     * @param audience what the app's configuration says, when it says an address
     * @param projectNumber what it says otherwise; also names the sender of add-on events
     * @param pushAccount the service account of the Pub/Sub push subscription
     */
    record Senders(
            Optional<String> audience,
            Optional<String> projectNumber,
            Optional<String> pushAudience,
            Optional<String> pushAccount) {

        boolean isEmpty() {
            return audience.isEmpty() && projectNumber.isEmpty() && pushAccount.isEmpty();
        }
    }

    static List<Setting> all() {
        return List.of(
                Setting.required(
                        DOMAIN, Type.TEXT, "Primary domain of the Google Workspace organisation, such as example.com."),
                Setting.required(
                        AUTH,
                        Type.TEXT,
                        "bot hears what mentions the app; app reads everything where the app is a member, once an"
                                + " administrator approved; delegated acts as the account in subject."),
                Setting.required(
                        SERVICE_ACCOUNT,
                        Type.SECRET,
                        "The whole JSON of a key of the app's service account, from IAM of the Google Cloud project."),
                Setting.optional(
                        SUBJECT,
                        Type.TEXT,
                        "Mail address of the account to act as; needed for delegated, and only there."),
                Setting.optional(
                        SCOPES,
                        Type.TEXT,
                        "Scopes to ask for, separated by spaces, with or without their address in front; left out, those"
                                + " that all features need."),
                Setting.optional(
                        TOPIC,
                        Type.TEXT,
                        "Pub/Sub topic that events are published to, projects/P/topics/T. Without it nothing is subscribed."),
                Setting.optional(
                        QUEUE,
                        Type.TEXT,
                        "Pub/Sub subscription of that topic to pull events from, projects/P/subscriptions/S."),
                Setting.withDefault(
                        PAYLOAD,
                        Type.TEXT,
                        "full",
                        "full lets events bring messages along and leases last hours; names keeps content out of Pub/Sub,"
                                + " leases last days, and each event costs a read."),
                Setting.optional(
                        AUDIENCE,
                        Type.TEXT,
                        "The address that the app's configuration names as Authentication Audience of interaction events."),
                Setting.optional(
                        PROJECT_NUMBER,
                        Type.TEXT,
                        "Number of the Google Cloud project, when that is the Authentication Audience, or for apps built"
                                + " as add-ons."),
                Setting.optional(
                        PUSH_ACCOUNT,
                        Type.TEXT,
                        "Mail address of the service account that signs Pub/Sub push requests. Without it there are none."),
                Setting.optional(
                        PUSH_AUDIENCE,
                        Type.TEXT,
                        "Audience of Pub/Sub push requests; needed with push-service-account."),
                Setting.withDefault(
                        MARKUP,
                        Type.TEXT,
                        "chat",
                        "Markup syntax that the app's configuration names, chat or markdown: in it events are written."),
                Setting.withDefault(
                        AUTHOR,
                        Type.TEXT,
                        "card",
                        "How the author of a message is shown by bot and app: card with name and picture, or text."),
                Setting.withDefault(
                        DOCUMENTS,
                        Type.TEXT,
                        "off",
                        "With auth delegated: check sees who can open a linked file in Drive, share also gives people access;"
                                + " each needs a scope of its own."),
                Setting.withDefault(
                        CHAT_URL, Type.URL, "https://chat.googleapis.com", "Base URL of the Google Chat API."),
                Setting.withDefault(
                        EVENTS_URL,
                        Type.URL,
                        "https://workspaceevents.googleapis.com",
                        "Base URL of the Google Workspace Events API."),
                Setting.withDefault(PUBSUB_URL, Type.URL, "https://pubsub.googleapis.com", "Base URL of Pub/Sub."),
                Setting.withDefault(
                        DIRECTORY_URL, Type.URL, "https://admin.googleapis.com", "Base URL of the Directory API."),
                Setting.withDefault(
                        DRIVE_URL, Type.URL, "https://www.googleapis.com", "Base URL of the Google Drive API."),
                Setting.optional(
                        TOKEN_URL, Type.URL, "Token endpoint; left out, the one that the service account's key names."),
                Setting.withDefault(
                        OIDC_KEYS_URL,
                        Type.URL,
                        "https://www.googleapis.com/oauth2/v3/certs",
                        "Where the keys of Google's ID tokens are found."),
                Setting.withDefault(
                        SIGN_IN_ISSUER,
                        Type.URL,
                        "https://accounts.google.com",
                        "Who signs the ID tokens with which people prove who they are."),
                Setting.withDefault(
                        CHAT_KEYS_URL,
                        Type.URL,
                        "https://www.googleapis.com/service_accounts/v1/metadata/x509/chat@system.gserviceaccount.com",
                        "Where the certificates of Google Chat's own tokens are found."),
                Setting.withDefault(
                        PACING, Type.TEXT, "documented", "documented keeps Google's published limits, off keeps none."),
                Setting.withDefault(PAGE_SIZE, Type.INTEGER, "100", "Messages per page of history, 1 to 1000."),
                Setting.withDefault(
                        SETTLE_TIME,
                        Type.DURATION,
                        "5s",
                        "How long a message may be missing in the history although it was posted."),
                Setting.withDefault(CONNECT_TIMEOUT, Type.DURATION, "5s", "How long connecting may take."),
                Setting.withDefault(READ_TIMEOUT, Type.DURATION, "15s", "How long Google may be silent."),
                Setting.withDefault(CALL_TIMEOUT, Type.DURATION, "30s", "How long one call may take altogether."));
    }

    static GchatSettings of(ConnectorConfig config) {
        GchatAuth auth = GchatAuth.of(config.text(AUTH));
        Optional<String> subject = config.find(SUBJECT);
        if (auth.isDelegated() != subject.isPresent()) {
            throw new IllegalArgumentException("setting subject belongs to auth delegated, and is needed there");
        }
        if (subject.filter(mail -> !MAIL.matcher(mail).matches()).isPresent()) {
            throw new IllegalArgumentException("setting subject must be a mail address");
        }
        Map<GchatCall.Service, URI> urls = new EnumMap<>(GchatCall.Service.class);
        urls.put(GchatCall.Service.CHAT, config.url(CHAT_URL));
        urls.put(GchatCall.Service.EVENTS, config.url(EVENTS_URL));
        urls.put(GchatCall.Service.PUBSUB, config.url(PUBSUB_URL));
        urls.put(GchatCall.Service.DIRECTORY, config.url(DIRECTORY_URL));
        urls.put(GchatCall.Service.GROUPS, config.url(DIRECTORY_URL));
        urls.put(GchatCall.Service.DRIVE, config.url(DRIVE_URL));
        GchatDocumentsMode documents = GchatDocumentsMode.of(config.text(DOCUMENTS));
        if (documents != GchatDocumentsMode.OFF && !auth.isDelegated()) {
            throw new IllegalArgumentException("setting documents needs auth delegated");
        }
        return new GchatSettings(
                config.text(DOMAIN),
                auth,
                config.secret(SERVICE_ACCOUNT),
                subject,
                config.find(SCOPES).map(list -> scopes(list, auth)).orElseGet(() -> GchatScopes.needed(auth)),
                named(config, TOPIC, TOPIC_NAME),
                named(config, QUEUE, QUEUE_NAME),
                oneOf(config, PAYLOAD, "full", "names"),
                senders(config),
                oneOf(config, MARKUP, "chat", "markdown") ? GchatReader.Syntax.CHAT : GchatReader.Syntax.MARKDOWN,
                oneOf(config, AUTHOR, "card", "text") && !auth.isDelegated(),
                documents,
                urls,
                config.find(TOKEN_URL).map(url -> config.url(TOKEN_URL)),
                config.url(OIDC_KEYS_URL),
                config.url(CHAT_KEYS_URL),
                config.url(SIGN_IN_ISSUER),
                oneOf(config, PACING, "documented", "off"),
                pageSize(config.integer(PAGE_SIZE)),
                config.duration(SETTLE_TIME),
                new Timeouts(
                        config.duration(CONNECT_TIMEOUT),
                        config.duration(READ_TIMEOUT),
                        config.duration(CALL_TIMEOUT)));
    }

    private static Senders senders(ConnectorConfig config) {
        Senders senders = new Senders(
                config.find(AUDIENCE),
                config.find(PROJECT_NUMBER),
                config.find(PUSH_AUDIENCE),
                config.find(PUSH_ACCOUNT));
        if (senders.pushAccount().isPresent() != senders.pushAudience().isPresent()) {
            throw new IllegalArgumentException("settings push-service-account and push-audience belong together");
        }
        return senders;
    }

    private static List<String> scopes(String list, GchatAuth auth) {
        List<String> names = Arrays.stream(list.strip().split("[\\s,]+"))
                .map(name -> name.startsWith("https://") ? name : GchatScopes.full(name))
                .toList();
        List<String> known = GchatScopes.known(auth);
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException("setting scopes has a name that is no scope of auth " + auth.setting()
                    + "; known are " + String.join(" ", known).replace(GchatScopes.PREFIX, ""));
        }
        return names;
    }

    private static Optional<String> named(ConnectorConfig config, String setting, Pattern shape) {
        Optional<String> value = config.find(setting);
        if (value.isPresent() && !shape.matcher(value.get()).matches()) {
            throw new IllegalArgumentException("setting " + setting + " must be a full name, projects/…");
        }
        return value;
    }

    /** Whether it is the first of the two. */
    private static boolean oneOf(ConnectorConfig config, String setting, String first, String second) {
        String value = config.text(setting);
        if (!Set.of(first, second).contains(value)) {
            throw new IllegalArgumentException("setting " + setting + " must be " + first + " or " + second);
        }
        return value.equals(first);
    }

    private static int pageSize(int size) {
        if (size < 1 || size > MOST_PER_PAGE) {
            throw new IllegalArgumentException("setting page-size must be from 1 to " + MOST_PER_PAGE);
        }
        return size;
    }
}
