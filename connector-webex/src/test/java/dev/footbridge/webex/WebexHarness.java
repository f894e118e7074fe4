package dev.footbridge.webex;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorProvider;
import dev.footbridge.core.connector.InboundSink;
import dev.footbridge.core.connector.Verb;
import dev.footbridge.core.document.Emoji;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.FileId;
import dev.footbridge.testkit.contract.EmulatedCalls;
import dev.footbridge.testkit.contract.EmulatedHarness;
import dev.footbridge.testkit.contract.WebhookHost;
import dev.footbridge.testkit.emulator.JournalEntry;
import dev.footbridge.webex.emulator.WebexEmulator;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The emulator as the contract wants it; the connector acts as the relay account of an integration. */
final class WebexHarness extends EmulatedHarness {

    static final Set<String> SCOPES = Set.of(
            "spark:kms",
            "spark:people_read",
            "spark:rooms_read",
            "spark:memberships_read",
            "spark:messages_read",
            "spark:messages_write");

    private static final Map<Verb, String> LEAST = Map.of(
            Verb.POST, "spark:messages_write",
            Verb.UPLOAD, "spark:messages_write",
            Verb.DOWNLOAD, "spark:messages_read",
            Verb.EDIT, "spark:messages_write",
            Verb.REMOVE, "spark:messages_write",
            Verb.REACT, "spark:messages_write",
            Verb.UNREACT, "spark:messages_write",
            Verb.READ, "spark:messages_read",
            Verb.LOOK_UP, "spark:people_read");

    private static final Map<Verb, String> ROUTES = Map.of(
            Verb.POST, "POST /v1/messages",
            Verb.UPLOAD, "POST /v1/messages",
            Verb.DOWNLOAD, "GET /v1/contents/*",
            Verb.EDIT, "PUT /v1/messages/*",
            Verb.REMOVE, "DELETE /v1/messages/*",
            Verb.REACT, "POST /none",
            Verb.UNREACT, "DELETE /none",
            Verb.READ, "GET /v1/messages*",
            Verb.LOOK_UP, "GET /v1/people/*");

    final WebexEmulator webex;
    private final WebexIds ids;
    private final WebexHarnessPeople people;
    private final String token;
    private final Set<String> scopes;
    private final boolean guests;
    private final Clock clock;

    WebexHarness() {
        this(Clock.systemUTC());
    }

    WebexHarness(Clock clock) {
        this(clock, false);
    }

    /** @param guests whether a Service App posts as guests, instead of a user for all */
    WebexHarness(Clock clock, boolean guests) {
        this.clock = clock;
        this.guests = guests;
        webex = WebexEmulator.builder()
                .clock(clock)
                .random(new Random(7))
                .greedyMentions(true)
                .start();
        ids = new WebexIds(webex.orgId());
        people = new WebexHarnessPeople(webex, ids);
        scopes = new HashSet<>(SCOPES);
        if (guests) {
            scopes.addAll(Set.of("guest-issuer:write", "spark:memberships_write"));
            token = webex.serviceAppToken();
        } else {
            token = webex.issueToken("relay", SCOPES);
        }
    }

    @Override
    public WebexEmulator emulator() {
        return webex;
    }

    @Override
    protected Clock clock() {
        return clock;
    }

    @Override
    public ConnectorProvider provider() {
        return new WebexConnectorProvider();
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("org-id", webex.orgId());
        settings.put("token", token);
        settings.put("webhook-secret", WebexSigned.SECRET);
        settings.put("api-url", webex.apiUrl());
        settings.put("page-size", "5");
        settings.put("settle-time", "0s");
        settings.put("guests", guests ? "on" : "off");
        return settings;
    }

    @Override
    public Set<String> secrets() {
        return Set.of(token, WebexSigned.SECRET);
    }

    @Override
    public ChannelId channel() {
        return room("General");
    }

    ChannelId room(String title) {
        return new ChannelId(ids.workspace(), webex.roomId(title));
    }

    @Override
    public ChannelId missingChannel() {
        return new ChannelId(ids.workspace(), id("ROOM", "5a1f0c2e-7d1b-4c55-9a55-0c7d9b1e2f30"));
    }

    static String id(String kind, String uuid) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(("ciscospark://us/" + kind + "/" + uuid).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Emoji> customEmoji() {
        return Optional.empty();
    }

    @Override
    public Optional<String> group() {
        return Optional.empty();
    }

    @Override
    public int moreThanOnePage() {
        return 12;
    }

    /** The vendor promises no repetition: the history fills what was missed. */
    @Override
    public boolean repeats(Ingress way) {
        return false;
    }

    /** Own posts are known by their author and not read again. */
    @Override
    public boolean tellsOwn(Ingress way) {
        return false;
    }

    @Override
    public WebexHarnessPeople people() {
        return people;
    }

    @Override
    protected String route(Verb verb) {
        return ROUTES.get(verb);
    }

    @Override
    protected List<String> fileRoutes() {
        return List.of("GET /v1/contents/*");
    }

    @Override
    public void revokeCredentials() {
        webex.revokeToken(token);
    }

    @Override
    public String withholdScope(Verb verb) {
        Set<String> rest = new HashSet<>(scopes);
        rest.remove(LEAST.get(verb));
        webex.changeScopes(token, rest);
        return LEAST.get(verb);
    }

    @Override
    public Calls calls() {
        return new EmulatedCalls(webex.journal(), WebexHarness::is, request -> request.contains(" /v1/"));
    }

    private static boolean is(Verb verb, String request) {
        return switch (verb) {
            case POST, UPLOAD -> request.equals("POST /v1/messages");
            case DOWNLOAD -> request.startsWith("GET /v1/contents/");
            case EDIT -> request.startsWith("PUT /v1/messages/");
            case REMOVE -> request.startsWith("DELETE /v1/messages/");
            case REACT, UNREACT -> false;
            case READ -> request.startsWith("GET /v1/messages");
            case LOOK_UP -> request.startsWith("GET /v1/people/") || request.startsWith("GET /v1/rooms");
        };
    }

    @Override
    public FileId missingFile() {
        return new FileId(ids.workspace(), id("CONTENT", "5a1f0c2e-7d1b-4c55-9a55-0c7d9b1e2f30/0"));
    }

    @Override
    public Optional<Webhooks> webhooks() {
        return Optional.of(new WebexHarnessWebhooks(webex));
    }

    @Override
    public Listening listen(Connector connector, Ingress way, InboundSink sink) {
        WebhookHost host = new WebhookHost();
        host.route(connector.webhooks().orElseThrow(), sink);
        try {
            connector.subscriptions().orElseThrow().ensure(Set.of(channel()), host.uri());
        } catch (ConnectorException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return host;
    }

    @Override
    protected void check(List<JournalEntry> sent) {
        WebexRequestSchemas.shared().check(sent);
    }
}
