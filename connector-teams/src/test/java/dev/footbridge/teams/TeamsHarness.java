package dev.footbridge.teams;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.teams.emulator.AppRegistration;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsEmulator;
import dev.footbridge.testkit.contract.ConnectorHarness;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.contract.WebhookHost;
import dev.footbridge.testkit.emulator.ClientFile;
import dev.footbridge.testkit.emulator.ClientMessage;
import dev.footbridge.testkit.emulator.ClientUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The contract against the emulator, with rich notifications and a delegated relay account. */
final class TeamsHarness
        implements ConnectorHarness, ConnectorHarness.People, ConnectorHarness.Faults, ConnectorHarness.Calls {

    static final String CLIENT_STATE = "client-state-of-the-test-0123456789";

    private static final TeamsHarnessClock CLOCK = new TeamsHarnessClock();

    /**
     * One for all tests of this JVM, because starting takes longer than a test; each has a channel and faults of its own.
     */
    private static final TeamsEmulator EMULATOR =
            TeamsEmulator.builder().clock(CLOCK).timeScale(100).start();

    private static final AtomicInteger CHANNELS = new AtomicInteger();

    private final TeamsHarnessClock clock = CLOCK;
    private final TeamsEmulator emulator = EMULATOR;
    private final TeamsConnectorProvider provider = new TeamsConnectorProvider();
    private final WorkspaceId workspace = new WorkspaceId(TeamsIds.PLATFORM, Seed.TENANT_ID);
    private final String refreshToken = emulator.refreshToken(Seed.RELAY);
    private final WebhookHost notifications = new WebhookHost();
    private final String channel;
    private final LinkedDocument document = new TeamsHarnessDocument(EMULATOR.documents());

    TeamsHarness() {
        emulator.faults().clear();
        emulator.registerApp(new AppRegistration(Seed.APP_ID, Seed.APP_SECRET, Seed.ROLES, Seed.DELEGATED));
        channel = openChannel();
        emulator.journal().clear();
    }

    private String openChannel() {
        String body =
                "{\"displayName\":\"contract " + CHANNELS.incrementAndGet() + "\",\"membershipType\":\"standard\"}";
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(emulator.graphUrl() + "/teams/" + Seed.TEAM + "/channels"))
                .header("Authorization", "Bearer " + emulator.delegatedToken(Seed.RELAY))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
            return VendorContracts.MAPPER.readTree(answer.body()).path("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    TeamsHarnessClock clock() {
        return clock;
    }

    TeamsEmulator emulator() {
        return emulator;
    }

    WebhookHost notifications() {
        return notifications;
    }

    /** What the platform sent so far, handshakes left out. */
    List<WebhookRequest> received() {
        return notifications.exchanges().stream()
                .map(WebhookHost.Exchange::request)
                .filter(request -> request.query().isEmpty())
                .toList();
    }

    @Override
    public ConnectorProvider provider() {
        return provider;
    }

    @Override
    public Connector connect() {
        return connect(Map.of());
    }

    Connector connect(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                TeamsSettings.TENANT,
                Seed.TENANT_ID,
                TeamsSettings.CLIENT_ID,
                Seed.APP_ID,
                TeamsSettings.CLIENT_SECRET,
                Seed.APP_SECRET,
                TeamsSettings.REFRESH_TOKEN,
                refreshToken,
                TeamsSettings.CLIENT_STATE,
                CLIENT_STATE,
                TeamsSettings.GRAPH_URL,
                emulator.graphUrl().toString(),
                TeamsSettings.LOGIN_URL,
                emulator.baseUrl().toString(),
                TeamsSettings.OPENID_CONFIGURATION_URL,
                emulator.openIdUrl().toString(),
                TeamsSettings.KEYSTORE,
                TeamsHarnessKeys.shared().file().toString(),
                TeamsSettings.KEYSTORE_PASSWORD,
                TeamsHarnessKeys.PASSWORD));
        values.put(TeamsSettings.DOCUMENTS, "share");
        values.put(TeamsSettings.MAIL_DOMAINS, Seed.DOMAIN);
        changes.forEach((name, value) -> {
            values.remove(name);
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        });
        return provider.create(ConnectorConfig.of(provider, values, clock, new Random(1), CredentialStore.none()));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(refreshToken, Seed.APP_SECRET, CLIENT_STATE, TeamsHarnessKeys.PASSWORD);
    }

    @Override
    public ChannelId channel() {
        return new ChannelId(workspace, Seed.TEAM + "/" + channel);
    }

    ChannelId chat() {
        return new ChannelId(workspace, "chats/" + Seed.GROUP_CHAT);
    }

    @Override
    public ChannelId missingChannel() {
        return new ChannelId(workspace, Seed.TEAM + "/19:00000000000000000000000000000000@thread.tacv2");
    }

    @Override
    public Optional<Emoji> customEmoji() {
        return Optional.of(Emoji.custom("testsc"));
    }

    @Override
    public Optional<String> group() {
        return Optional.of("MjQzMmI1N2ItMGFiZC00M2RiLWFhN2ItMTZlYWRkMTE1ZDM0");
    }

    @Override
    public int moreThanOnePage() {
        return 60;
    }

    @Override
    public People people() {
        return this;
    }

    @Override
    public Faults faults() {
        return this;
    }

    @Override
    public Calls calls() {
        return this;
    }

    @Override
    public Optional<LinkedDocument> document() {
        return Optional.of(document);
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new TeamsHarnessWebhooks(this));
    }

    @Override
    public Listening listen(Connector connector, Ingress way, InboundSink sink) {
        Listening listening = notifications.routed(connector.webhooks().orElseThrow(), sink);
        try {
            connector.subscriptions().orElseThrow().ensure(Set.of(channel()), notifications.uri());
        } catch (ConnectorException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return listening;
    }

    @Override
    public void close() {
        notifications.close();
        TeamsRequestSchemas.shared().check(emulator.journal().entries());
    }

    // People

    @Override
    public UserId first() {
        return new UserId(workspace, Seed.ADA);
    }

    @Override
    public UserId second() {
        return new UserId(workspace, Seed.BEN);
    }

    @Override
    public UserId nobody() {
        return new UserId(workspace, "00000000-0000-4000-8000-000000000000");
    }

    @Override
    public String nameOf(UserId person) {
        return emulator.people().users().stream()
                .filter(user -> user.id().equals(person.value()))
                .map(ClientUser::displayName)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text) {
        return new MessageId(channel, emulator.people().post(person.value(), conversation(channel), text));
    }

    @Override
    public MessageId reply(UserId person, MessageId root, String text) {
        String id =
                emulator.people().post(person.value(), conversation(root.channel()), text, Optional.of(root.value()));
        return new MessageId(root.channel(), root.value() + "/" + id);
    }

    @Override
    public MessageId post(UserId person, ChannelId channel, String text, List<ClientFile> files) {
        return new MessageId(
                channel, emulator.people().post(person.value(), conversation(channel), text, Optional.empty(), files));
    }

    @Override
    public List<ClientFile> files(MessageId message) {
        return emulator.people().files(conversation(message.channel()), last(message));
    }

    @Override
    public Map<String, Object> claims(UserId person) {
        return Map.of("tid", Seed.TENANT_ID, "oid", person.value());
    }

    @Override
    public FileId missingFile() {
        return new FileId(workspace, "file/" + channel().value() + "/1!00000000-0000-4000-8000-000000000000");
    }

    @Override
    public void edit(UserId person, MessageId message, String text) {
        emulator.people().edit(person.value(), conversation(message.channel()), last(message), text);
    }

    @Override
    public void remove(UserId person, MessageId message) {
        emulator.people().delete(person.value(), conversation(message.channel()), last(message));
    }

    @Override
    public void react(UserId person, MessageId message, Emoji emoji) {
        emulator.people().react(person.value(), conversation(message.channel()), last(message), emoji.value());
    }

    @Override
    public void unreact(UserId person, MessageId message, Emoji emoji) {
        emulator.people().unreact(person.value(), conversation(message.channel()), last(message), emoji.value());
    }

    @Override
    public List<Seen> look(ChannelId channel) {
        return emulator.people().messages(conversation(channel), 5_000).stream()
                .filter(message -> !message.deleted())
                .map(message -> seen(channel, message))
                .toList();
    }

    private static Seen seen(ChannelId channel, ClientMessage message) {
        Optional<MessageId> root = message.threadId().map(id -> new MessageId(channel, id));
        MessageId id = new MessageId(
                channel, root.map(r -> r.value() + "/" + message.id()).orElse(message.id()));
        Set<Emoji> reactions =
                message.reactions().keySet().stream().map(Emoji::unicode).collect(Collectors.toSet());
        return new Seen(id, root, message.authorName(), message.avatarUrl(), message.text(), reactions);
    }

    private static String conversation(ChannelId channel) {
        return channel.value().substring(channel.value().indexOf('/') + 1);
    }

    private static String last(MessageId message) {
        return message.value().substring(message.value().indexOf('/') + 1);
    }

    // Faults

    @Override
    public void next(Verb verb, Fault fault) {
        dev.footbridge.testkit.emulator.Fault made = switch (fault) {
            case THROTTLED -> dev.footbridge.testkit.emulator.Fault.rateLimit(Long.toString(RETRY_AFTER.toSeconds()));
            case ERROR -> dev.footbridge.testkit.emulator.Fault.status(500);
            case ERROR_AFTER_EFFECT ->
                dev.footbridge.testkit.emulator.Fault.status(500).performedFirst();
            case RESET -> dev.footbridge.testkit.emulator.Fault.reset();
            case RESET_AFTER_EFFECT ->
                dev.footbridge.testkit.emulator.Fault.reset().performedFirst();
        };
        emulator.faults().add(made.on(route(verb)).times(1));
    }

    private static String route(Verb verb) {
        return switch (verb) {
            case POST, UPLOAD -> "POST /v1.0/teams/*/messages";
            case DOWNLOAD -> "GET /v1.0/shares/*";
            case EDIT -> "PATCH /v1.0/*";
            case REMOVE -> "POST */softDelete";
            case REACT -> "POST */setReaction";
            case UNREACT -> "POST */unsetReaction";
            case READ -> "GET */messages*";
            case LOOK_UP -> "GET /v1.0/users/*";
        };
    }

    @Override
    public void revokeCredentials() {
        emulator.revokeSessions(Seed.RELAY);
        // Revoked sessions also end the access tokens that are out: continuous access evaluation.
        emulator.faults().add(dev.footbridge.testkit.emulator.Fault.status(401).on("*/v1.0/*"));
    }

    @Override
    public String withholdScope(Verb verb) {
        Set<String> withheld = switch (verb) {
            // Small pictures go with the message and need no drive.
            case POST, UPLOAD, REACT, UNREACT -> Set.of("ChannelMessage.Send");
            case DOWNLOAD -> Set.of("Files.ReadWrite");
            case EDIT, REMOVE -> Set.of("ChannelMessage.ReadWrite");
            case READ -> Set.of("ChannelMessage.Read.All");
            case LOOK_UP -> new TreeSet<>(Set.of("User.ReadBasic.All", "User.Read.All"));
        };
        Set<String> left = new HashSet<>(Seed.DELEGATED);
        left.removeAll(withheld);
        emulator.registerApp(new AppRegistration(Seed.APP_ID, Seed.APP_SECRET, Seed.ROLES, left));
        return verb == Verb.LOOK_UP ? "User.ReadBasic.All" : withheld.iterator().next();
    }

    // Calls

    @Override
    public long of(Verb verb) {
        return emulator.journal().counts().entrySet().stream()
                .filter(entry -> is(verb, entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean is(Verb verb, String request) {
        return switch (verb) {
            case POST, UPLOAD ->
                request.startsWith("POST ") && (request.endsWith("/messages") || request.endsWith("/replies"));
            case EDIT -> request.startsWith("PATCH ") && request.contains("/messages/");
            case REMOVE -> request.endsWith("/softDelete");
            case REACT -> request.endsWith("/setReaction");
            case UNREACT -> request.endsWith("/unsetReaction");
            case READ -> request.startsWith("GET ") && request.contains("/messages");
            case DOWNLOAD -> request.startsWith("GET /v1.0/shares/");
            case LOOK_UP -> request.startsWith("GET /v1.0/users/");
        };
    }

    @Override
    public long all() {
        return emulator.journal().counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
