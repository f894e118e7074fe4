package dev.footbridge.teams.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.testkit.emulator.Emulator;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.Faults;
import dev.footbridge.testkit.emulator.HumanClient;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.RequestJournal;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * A running emulator of Teams: Microsoft Graph v1.0 at {@link #graphUrl()} and Entra's token endpoint at {@link #tokenUrl()},
 * with the tenant of {@link Seed}. Safe for concurrent use; {@link #close} is idempotent.
 */
public final class TeamsEmulator implements Emulator {
    private final TeamsWorld world;
    private final EmulatorServer server;

    private TeamsEmulator(TeamsWorld world) {
        this.world = world;
        this.server = world.server();
    }

    /** An emulator with the defaults of {@link Builder}. Takes about a second. */
    public static TeamsEmulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "teams";
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** What vendor SDKs take as their base URL: {@link #baseUrl()} and the API version. */
    public URI graphUrl() {
        return URI.create(baseUrl() + "/v1.0");
    }

    public URI tokenUrl() {
        return URI.create(baseUrl() + "/" + Seed.TENANT_ID + "/oauth2/v2.0/token");
    }

    /** The OpenID configuration from which validation tokens are checked. */
    public URI openIdUrl() {
        return URI.create(baseUrl() + "/common/.well-known/openid-configuration");
    }

    /** The server itself, for its certificate authority and port. */
    public EmulatorServer server() {
        return server;
    }

    @Override
    public Map<String, Object> describe() {
        return Description.of(this);
    }

    @Override
    public HumanClient people() {
        return world.client();
    }

    /** What an administrator does with people and groups. */
    public TeamsDirectory directory() {
        return new TeamsDirectory(world.tenant());
    }

    /** What people do with their documents. */
    public TeamsDocuments documents() {
        return world.documents();
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
        return world.notifier().awaitIdle(timeout);
    }

    /** An access token of the seeded app for a signed-in user, valid for an hour. */
    public String delegatedToken(String userId, Collection<String> scopes) {
        return world.tokens().issueDelegated(Seed.APP_ID, world.tenant().requirePerson(userId), scopes);
    }

    /** An access token with everything a bridge needs. */
    public String delegatedToken(String userId) {
        return delegatedToken(userId, Seed.DELEGATED);
    }

    /** An access token of the seeded app itself, without a user. */
    public String applicationToken(Collection<String> roles) {
        return world.tokens().issueApplication(Seed.APP_ID, roles);
    }

    /** A refresh token as a sign-in of this user to the seeded app hands it out. */
    public String refreshToken(String userId) {
        return world.entra().issueRefreshToken(Seed.APP_ID, world.tenant().requirePerson(userId));
    }

    public void registerApp(AppRegistration app) {
        world.entra().register(app);
    }

    /** From now on an access token is refused as revoked. */
    public void revokeToken(String accessToken) {
        world.tokenTable().revoke(accessToken);
    }

    /** What an administrator's "revoke sessions" does: refresh tokens of the user stop working with {@code AADSTS50173}. */
    public void revokeSessions(String userId) {
        world.entra().revokeRefreshTokens(world.tenant().requirePerson(userId));
    }

    /** Signs from now on with a new key, which replaces the old one in the key document. */
    public void rotateSigningKeys() {
        world.keys().rotate();
        world.validationTokens().forget();
    }

    /** What happens to files besides being posted. */
    public TeamsFiles files() {
        return new TeamsFiles(world);
    }

    /** Whether a 429 of the throttling carries {@code Retry-After}. Teams sometimes leaves it out. Defaults to true. */
    public void throttleWithRetryAfter(boolean present) {
        world.throttle().withRetryAfter(present);
    }

    /** Ids of the live subscriptions. */
    public List<String> subscriptions() {
        return world.book().all().stream().map(Subscription::id).toList();
    }

    /**
     * Sends {@code reauthorizationRequired} to the lifecycle URL. When {@code pausing}, no notifications go out until the
     * subscription is renewed or reauthorized, and what happens meanwhile is lost.
     */
    public void requireReauthorization(String subscriptionId, boolean pausing) {
        world.book()
                .change(subscriptionId, s -> s.withPause(pausing))
                .ifPresent(s -> world.notifier().lifecycle(s, "reauthorizationRequired"));
    }

    /** Removes a subscription and says so with {@code subscriptionRemoved}. */
    public void removeSubscription(String subscriptionId) {
        world.book().remove(subscriptionId).ifPresent(s -> world.notifier().lifecycle(s, "subscriptionRemoved"));
    }

    /** Lets a subscription expire now, silently, as an unrenewed one does. */
    public void expireSubscription(String subscriptionId) {
        world.book().remove(subscriptionId);
    }

    /** Invites somebody of another organisation as a guest, and into a group chat. Returns the id of the guest account. */
    public String inviteGuest(String displayName, String mail, String chatId) {
        var guest = new Person(world.tenant().guid(), displayName, mail, true);
        world.tenant().add(guest);
        world.tenant().requireChat(chatId).roster().add(world.tenant().member(guest, false));
        return guest.id();
    }

    /** Adds a standard channel to the seeded team, with all its members in it. Returns the id. */
    public String openChannel(String name) {
        String id = "19:" + world.tenant().guid().replace("-", "") + "@thread.tacv2";
        world.tenant().openChannel(world.tenant().requireTeam(Seed.TEAM), id, name, "", Channel.STANDARD);
        return id;
    }

    /** Posts a body as given, as a user: for HTML that no one can type. Returns the id. */
    public String postHtml(String userId, String conversationId, String html, Optional<String> replyTo) {
        return world.client().post(userId, conversationId, MessageContent.html(html), replyTo);
    }

    /** Posts as a bot, a connector or an outgoing webhook does; {@code identityType} as Graph names it. Returns the id. */
    public String postAsApplication(String name, String identityType, String conversationId, String html) {
        var author = Author.application(world.tenant().guid(), name, identityType);
        return post(author, conversationId, MessageContent.html(html));
    }

    /** Posts as somebody whose name Graph leaves out, such as {@code federatedUser} or {@code anonymousGuest}. */
    public String postAsNameless(String identityType, String conversationId, String html) {
        return post(
                Author.namelessUser(world.tenant().guid(), identityType), conversationId, MessageContent.html(html));
    }

    /** Adds an event message with the given {@code eventDetail}, such as members added. Returns the id. */
    public String postEvent(String conversationId, JsonNode eventDetail) {
        return conversation(conversationId)
                .add(stamp -> ChatMessage.posted(
                                conversation(conversationId).place(),
                                stamp,
                                Optional.empty(),
                                Author.system(),
                                MessageContent.html("<systemEventMessage/>"))
                        .asEvent(eventDetail))
                .id();
    }

    /** Takes a deletion back, as its author. */
    public void restore(String userId, String conversationId, String messageId) {
        Messages.restore(conversation(conversationId), messageId, world.tenant().requirePerson(userId));
    }

    /** How many messages and replies a conversation has, deleted ones included. */
    public int messageCount(String conversationId) {
        return conversation(conversationId).size();
    }

    /** What became of the notification POSTs so far. */
    public WebhookSender.Counts deliveries() {
        return world.sender().counts();
    }

    @Override
    public void close() {
        world.close();
    }

    private String post(Author author, String conversationId, MessageContent content) {
        return Messages.post(conversation(conversationId), Optional.empty(), author, content)
                .id();
    }

    private Conversation conversation(String id) {
        return world.tenant()
                .conversation(id)
                .orElseThrow(() -> new IllegalArgumentException("Unknown conversation " + id));
    }

    /** Settings of an emulator. */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private int port;
        private boolean tls;
        private boolean throttling;
        private double timeScale = 1;
        private Duration batchWindow = Duration.ofMillis(5);
        private Set<String> roles = Seed.ROLES;

        private Builder() {}

        /** Time for ids, tokens, subscriptions and limits. Defaults to the system's. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Source of ids and keys; has to be safe for concurrent use. Defaults to a {@link SecureRandom}. */
        public Builder random(RandomGenerator value) {
            random = value;
            return this;
        }

        /** Defaults to 0: any free port. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** Serve HTTPS with a certificate authority of its own. Defaults to false. */
        public Builder tls(boolean value) {
            tls = value;
            return this;
        }

        /** Apply the documented limits; {@link Emulator#limits()} scales them. Defaults to false. */
        public Builder throttling(boolean value) {
            throttling = value;
            return this;
        }

        /** How much faster than Graph notifications are repeated: 60 makes a minute last a second. Defaults to 1. */
        public Builder timeScale(double value) {
            timeScale = value;
            return this;
        }

        /** How long changes are collected for one notification POST. Defaults to 5 ms. */
        public Builder batchWindow(Duration value) {
            batchWindow = value;
            return this;
        }

        /** The application permissions of the seeded app. Defaults to {@link Seed#ROLES}. */
        public Builder roles(Set<String> value) {
            roles = Set.copyOf(value);
            return this;
        }

        public TeamsEmulator start() {
            var running = new CompletableFuture<TeamsEmulator>();
            var world = TeamsWorld.start(new TeamsWorld.Plan(
                    clock,
                    random,
                    port,
                    tls,
                    timeScale,
                    batchWindow,
                    () -> running.join().describe()));
            Seed.plant(world.tenant());
            world.entra().register(new AppRegistration(Seed.APP_ID, Seed.APP_SECRET, roles, Seed.DELEGATED));
            var emulator = new TeamsEmulator(world);
            running.complete(emulator);
            emulator.limits().enabled(throttling);
            return emulator;
        }
    }
}
