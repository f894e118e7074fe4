package dev.footbridge.slack.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footbridge.testkit.emulator.Emulator;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.Faults;
import dev.footbridge.testkit.emulator.HumanClient;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.Reply;
import dev.footbridge.testkit.emulator.RequestJournal;
import dev.footbridge.testkit.emulator.SubscriberReply;
import dev.footbridge.testkit.emulator.TokenTable;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One Slack workspace with one installed app: Web API at {@code /api/}, Events API over signed webhooks or Socket Mode, and the
 * people in the client. Safe for concurrent use. Its README says what it does and what it leaves out.
 */
public final class SlackEmulator implements Emulator {
    private final Workspace workspace;
    private final Tokens tokens;
    private final WebhookSender webhooks;
    private final SocketMode sockets;
    private final Events events;
    private final Timeline timeline;
    private final FileStore files;
    private final SlackPeople people;
    private final HistoryMethods historyMethods;
    private final AppMethods appMethods;
    private final EmulatorServer server;
    private final String botToken;
    private final String appToken;
    private final Map<String, String> userTokens = new LinkedHashMap<>();

    SlackEmulator(SlackEmulatorBuilder settings) {
        Clock clock = settings.clock;
        tokens = new Tokens(new TokenTable(clock), settings.random);
        workspace = settings.workspace(tokens);
        Emojis emojis = new Emojis(settings.customEmoji);
        WebApi api = new WebApi(workspace, tokens, new MethodTable());
        EmulatorServer.Builder stage = EmulatorServer.builder("slack", clock, api);
        SlackWebhooks policy = new SlackWebhooks(workspace.app.signingSecret(), clock);
        webhooks = new WebhookSender(policy, settings.webhooks, stage.faults(), clock);
        sockets = new SocketMode(workspace.app.appId(), settings.webhooks.timeScale());
        events = new Events(workspace, webhooks, sockets, stage.limits(), settings.botScopes);
        events.ordered(settings.orderedEvents);
        ClientFeed feed = new ClientFeed(workspace, emojis);
        timeline = new Timeline(workspace, events, feed);
        files = new FileStore(workspace, timeline);
        people = new SlackPeople(workspace, timeline, feed, emojis, files);
        Access access = new Access(workspace);
        historyMethods = new HistoryMethods(access);
        appMethods = new AppMethods(workspace, tokens, sockets, this::socketUrl, settings.botScopes, clock);
        new ChatMethods(workspace, timeline, access).register(api);
        new ReactionMethods(timeline, access, emojis).register(api);
        new ConversationMethods(workspace, timeline, access).register(api);
        new DirectoryMethods(workspace).register(api);
        new FileMethods(workspace, files, tokens).register(api);
        historyMethods.register(api);
        appMethods.register(api);
        stage.limits().enabled(settings.rateLimits);
        botToken = tokens.mint(Tokens.BOT, workspace.app.userId(), workspace.teamId, settings.botScopes);
        appToken = tokens.mint(Tokens.APP, workspace.app.appId(), workspace.teamId, Set.of("connections:write"));
        mintUserTokens();
        server = new FileHost(workspace, files, tokens)
                .routes(stage)
                .port(settings.port)
                .tls(settings.tls)
                .route("POST", "/api/{method}", request -> api.answer(request, stage.limits()))
                .route("GET", "/api/{method}", request -> api.answer(request, stage.limits()))
                .route("POST", "/_emulator/platform/request-url", this::requestUrlOverHttp)
                .socket("/link", sockets)
                .stores(() -> Description.stores(workspace, sockets))
                .description(this::describe)
                .human(() -> Optional.of(people))
                .webhooks(() -> Optional.of(webhooks))
                .start();
        synchronized (workspace) {
            workspace.filesUrl(server.baseUrl());
        }
    }

    private void mintUserTokens() {
        for (SlackUser user : workspace.users()) {
            if (!user.bot()) {
                userTokens.put(
                        user.handle(),
                        tokens.mint(Tokens.USER, user.id(), workspace.teamId, Tokens.DEFAULT_USER_SCOPES));
            }
        }
    }

    public static SlackEmulatorBuilder builder() {
        return new SlackEmulatorBuilder();
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** What an SDK wants as the prefix of Web API methods, with a slash at the end. */
    public String apiUrl() {
        return baseUrl() + "/api/";
    }

    private URI socketUrl() {
        return server.socketUrl();
    }

    public String signingSecret() {
        return workspace.app.signingSecret();
    }

    public String botToken() {
        return botToken;
    }

    /** For Socket Mode. */
    public String appToken() {
        return appToken;
    }

    /** The token of a person, by handle. */
    public String userToken(String handle) {
        String token = userTokens.get(handle);
        if (token == null) {
            throw new IllegalArgumentException("no user " + handle);
        }
        return token;
    }

    public String teamId() {
        return workspace.teamId;
    }

    public String botUserId() {
        return workspace.app.userId();
    }

    public String botId() {
        return workspace.app.botId();
    }

    public String appId() {
        return workspace.app.appId();
    }

    public String userId(String handle) {
        synchronized (workspace) {
            return people.user(handle).id();
        }
    }

    public String channelId(String channelName) {
        synchronized (workspace) {
            return people.channel(channelName).id;
        }
    }

    /** The answers of the app's owner in the vendor's settings pages: tokens, scopes, codes, members, channels. */
    public SlackAdmin admin() {
        return new SlackAdmin(workspace, tokens, timeline, people, events, appMethods, botToken);
    }

    /** What people and Slack itself do with files. */
    public SlackFiles files() {
        return new SlackFiles(workspace, files, people);
    }

    /**
     * Sets the request URL of the Events API, after the vendor's handshake.
     *
     * @throws IllegalStateException when the app does not answer the challenge
     */
    public void subscribe(URI requestUrl) {
        String challenge = tokens.hex(20);
        ObjectNode question = events.verification(challenge);
        SubscriberReply reply = webhooks.exchange(events.delivery(requestUrl, "", "url_verification", question));
        Optional<JsonNode> json = Nodes.parse(reply.body());
        boolean echoed = reply.body().strip().equals(challenge)
                || json.filter(node -> Nodes.text(node, "challenge").equals(challenge))
                        .isPresent()
                || reply.body().strip().equals("challenge=" + challenge);
        if (reply.status() != 200 || !echoed) {
            throw new IllegalStateException("the URL did not answer the challenge: HTTP " + reply.status());
        }
        events.requestUrl(requestUrl);
    }

    private Reply requestUrlOverHttp(EmulatorRequest request) {
        JsonNode json = Nodes.parse(request.bodyText()).orElse(Nodes.object());
        try {
            subscribe(URI.create(Nodes.text(json, "url")));
            return Reply.json(Map.of("verified", true));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Reply.json(400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    /** Posts in the name of a person as fast as the app answers; returns when the last event is answered. */
    public LoadResult load(LoadPlan plan, LoadListener listener) throws InterruptedException {
        URI target = events.requestUrl().orElseThrow(() -> new IllegalStateException("no request URL is set"));
        return new LoadRun(plan, webhooks, new LoadSource(workspace, events, people, target, plan), listener).run();
    }

    public LoadResult load(LoadPlan plan) throws InterruptedException {
        return load(plan, LoadListener.NONE);
    }

    /** Asks all sockets to reconnect, as Slack does every few hours. */
    public void refreshSockets() {
        sockets.refresh();
    }

    /** Cuts all sockets without a close frame. */
    public void cutSockets() {
        sockets.cut();
    }

    public int openSockets() {
        return sockets.connections();
    }

    /** See {@code conversations.history} in the README. Defaults to false. */
    public void historyClosestToOldest(boolean on) {
        historyMethods.closestToOldest(on);
    }

    public WebhookSender webhooks() {
        return webhooks;
    }

    @Override
    public Map<String, Object> describe() {
        Map<String, Object> all = Description.of(workspace, baseUrl(), botToken, appToken, userTokens);
        server.tls().ifPresent(tls -> all.put("caCertificate", tls.authorityPem()));
        return all;
    }

    @Override
    public HumanClient people() {
        return people;
    }

    @Override
    public Faults faults() {
        return server.faults();
    }

    @Override
    public RateLimits limits() {
        return server.limits();
    }

    @Override
    public RequestJournal journal() {
        return server.journal();
    }

    @Override
    public boolean awaitDeliveries(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        return webhooks.awaitIdle(timeout) && sockets.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
    }

    @Override
    public void close() {
        webhooks.close();
        sockets.close();
        server.close();
    }
}
