package dev.footbridge.webex;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.CredentialStore;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Downloads;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.HttpClientFactory;
import dev.footbridge.http.HttpOptions;
import dev.footbridge.http.OAuthGrant;
import dev.footbridge.http.OAuthSettings;
import dev.footbridge.http.OAuthTokens;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** One organisation of Webex with one identity: a user, a Service App or a bot. */
final class WebexConnector implements Connector {

    private final WebexIds ids;
    private final WebexRooms rooms = new WebexRooms();
    private final OkHttpClient client;
    private final WebexSession session;
    private final WebexPosts posts;
    private final WebexHistory history;
    private final WebexDirectory directory;
    private final WebexDownloads downloads;
    private final WebexMembers members;
    private final SignIn signIn;
    private final Pacing pacing;
    private final boolean bot;
    private final boolean guests;
    private final Optional<WebhookIngress> webhooks;
    private final Optional<Subscriptions> subscriptions;

    WebexConnector(WebexSettings settings, Clock clock, CredentialStore credentials) {
        ScopeCatalogue catalogue = WebexScopes.catalogue();
        ScopeGuard guard = new ScopeGuard(catalogue);
        WebexThreads threads = new WebexThreads();
        this.ids = new WebexIds(settings.orgId());
        this.client = HttpClientFactory.create(options(settings));
        this.bot = settings.bot();
        this.guests = settings.guests();
        WebexToken token = token(settings, client, clock, credentials);
        WebexApi api = new WebexApi(settings.apiUrl(), client, token, guard, clock);
        this.session = new WebexSession(api, ids, token, catalogue, guard, bot);
        Optional<WebexGuestPosts> guestPosts = guests
                ? Optional.of(new WebexGuestPosts(api, new WebexGuests(api, ids, rooms, clock)))
                : Optional.empty();
        this.posts = new WebexPosts(api, ids, new WebexWriter(ids), session, rooms, threads, guestPosts);
        WebexMessages messages = new WebexMessages(ids, session, threads, guests);
        this.downloads = new WebexDownloads(api, ids, settings.unscannableFiles());
        this.members = new WebexMembers(api, ids, rooms);
        this.signIn = WebexSignIn.of(settings.signInIssuer(), ids);
        this.history = new WebexHistory(api, ids, messages, downloads, session, posts, threads, rooms, settings, clock);
        this.directory = new WebexDirectory(api, ids, rooms);
        this.pacing =
                settings.documentedPacing() ? WebexLimits.documented(settings.messagesPerMinute()) : Pacing.unlimited();
        WebexGaps gaps = new WebexGaps();
        this.webhooks = settings.webhookSecrets().isEmpty()
                ? Optional.empty()
                : Optional.of(new WebexWebhooks(
                        new WebexSignature(settings.webhookSecrets()),
                        new WebexEvents(ids, rooms, messages::isOwn),
                        gaps,
                        clock));
        this.subscriptions = settings.webhookSecrets().stream()
                .findFirst()
                .map(secret -> new WebexSubscriptions(api, ids, rooms, gaps, settings.webhookName(), secret, clock));
    }

    private static HttpOptions options(WebexSettings settings) {
        return HttpOptions.builder()
                .endpoint(settings.apiUrl())
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().read())
                .callTimeout(settings.timeouts().call())
                .build();
    }

    private static WebexToken token(
            WebexSettings settings, OkHttpClient client, Clock clock, CredentialStore credentials) {
        if (settings.oauth().isEmpty()) {
            return WebexToken.fixed(settings.token().orElseThrow());
        }
        WebexSettings.OAuth oauth = settings.oauth().get();
        String storeName = "webex-" + WebexIds.uuid(settings.orgId()) + "-" + oauth.clientId();
        return WebexToken.of(new OAuthTokens(
                OAuthSettings.of(
                        URI.create(settings.apiUrl() + "/access_token"),
                        oauth.clientId(),
                        Optional.of(oauth.clientSecret()),
                        new OAuthGrant.RefreshToken(oauth.refreshToken(), storeName),
                        Map.of()),
                client,
                clock,
                credentials));
    }

    @Override
    public WorkspaceId workspace() {
        return ids.workspace();
    }

    @Override
    public Features features(ChannelId channel) {
        rooms.add(channel);
        return WebexFeatures.of(guests);
    }

    @Override
    public Health check() throws ConnectorException, InterruptedException {
        UserId user = session.check();
        List<String> warnings = new ArrayList<>(session.warnings(guests));
        if (webhooks.isEmpty()) {
            warnings.add("No events will arrive: set webhook-secret");
        }
        if (guests) {
            warnings.add("Authors post as guests; what guests may do in rooms of several people is documented nowhere");
        }
        return new Health(user, session.grant(), warnings);
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        return posts.prepare(draft);
    }

    @Override
    public MessageId post(ChannelId channel, Draft part) throws ConnectorException, InterruptedException {
        return posts.post(channel, part);
    }

    @Override
    public Pacing pacing() {
        return pacing;
    }

    @Override
    public Optional<Editing> editing() {
        return Optional.of(posts);
    }

    @Override
    public Optional<Removal> removal() {
        return Optional.of(posts);
    }

    @Override
    public Optional<History> history() {
        return Optional.of(history);
    }

    /** A bot's own posts do not mention it, so it cannot list them. */
    @Override
    public Optional<Readback> readback() {
        return bot ? Optional.empty() : Optional.of(history);
    }

    @Override
    public Optional<Directory> directory() {
        return Optional.of(directory);
    }

    @Override
    public Optional<Downloads> downloads() {
        return Optional.of(downloads);
    }

    @Override
    public Optional<Memberships> memberships() {
        return Optional.of(members);
    }

    @Override
    public Optional<SignIn> signIn() {
        return Optional.of(signIn);
    }

    @Override
    public Optional<WebhookIngress> webhooks() {
        return webhooks;
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return subscriptions;
    }

    @Override
    public void close() {
        HttpClientFactory.close(client);
    }
}
