package dev.footbridge.teams;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.connector.WebhookRequest;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.teams.emulator.AppRegistration;
import dev.footbridge.teams.emulator.Seed;
import dev.footbridge.teams.emulator.TeamsEmulator;
import dev.footbridge.testkit.contract.EmulatedCalls;
import dev.footbridge.testkit.contract.EmulatedHarness;
import dev.footbridge.testkit.contract.VendorContracts;
import dev.footbridge.testkit.contract.WebhookHost;
import dev.footbridge.testkit.emulator.JournalEntry;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** The contract against the emulator, with rich notifications and a delegated relay account. */
final class TeamsHarness extends EmulatedHarness {

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
    private final People people = new TeamsHarnessPeople(emulator, workspace);
    private final LinkedDocument document = new TeamsHarnessDocument(EMULATOR.documents());

    TeamsHarness() {
        emulator.faults().clear();
        Set<String> delegated = new HashSet<>(Seed.DELEGATED);
        delegated.add("GroupMember.ReadWrite.All");
        emulator.registerApp(new AppRegistration(Seed.APP_ID, Seed.APP_SECRET, Seed.ROLES, delegated));
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

    @Override
    protected TeamsHarnessClock clock() {
        return clock;
    }

    @Override
    public TeamsEmulator emulator() {
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
    protected Map<String, String> settings() {
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
        return values;
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
        return people;
    }

    @Override
    public Calls calls() {
        return new EmulatedCalls(emulator.journal(), TeamsHarness::is, request -> true);
    }

    @Override
    public Optional<DirectoryGroup> directoryGroup() {
        return Optional.of(new TeamsHarnessGroup(emulator.directory(), workspace));
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
    public FileId missingFile() {
        return new FileId(workspace, "file/" + channel().value() + "/1!00000000-0000-4000-8000-000000000000");
    }

    /** Pages are asked for only where Graph has its lists. */
    @Override
    protected boolean knowsWhatItAsks() {
        return true;
    }

    @Override
    protected void check(List<JournalEntry> sent) {
        TeamsRequestSchemas.shared().check(sent);
    }

    /** The emulator is everybody's. */
    @Override
    protected void end() {
        notifications.close();
    }

    @Override
    protected String route(Verb verb) {
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
    protected List<String> fileRoutes() {
        return List.of("GET /storage/download/*", "GET */hostedContents/*");
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
}
