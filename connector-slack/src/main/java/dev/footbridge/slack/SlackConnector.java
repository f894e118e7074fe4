package dev.footbridge.slack;

import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
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
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.HttpClientFactory;
import dev.footbridge.http.HttpOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** One workspace of Slack with one installation of an app. */
final class SlackConnector implements Connector {

    private final SlackIds ids;
    private final SlackChannels channels = new SlackChannels();
    private final OkHttpClient client;
    private final SlackSession session;
    private final SlackPosts posts;
    private final SlackHistory history;
    private final SlackDirectory directory;
    private final SlackDownloads downloads;
    private final SlackMembers members;
    private final SignIn signIn;
    private final Pacing pacing;
    private final Optional<WebhookIngress> webhooks;
    private final Optional<StreamIngress> stream;

    SlackConnector(SlackSettings settings, Clock clock) {
        ScopeCatalogue catalogue = SlackScopes.catalogue();
        ScopeGuard guard = new ScopeGuard(catalogue);
        SlackSelf self = new SlackSelf();
        SlackThreads threads = new SlackThreads();
        this.ids = new SlackIds(settings.teamId());
        this.client = HttpClientFactory.create(options(settings));
        SlackApi api = new SlackApi(settings, client, guard, clock);
        this.session = new SlackSession(api, self, catalogue, guard, ids, settings.customize());
        SlackUploads uploads = new SlackUploads(api, ids, threads, client, clock);
        this.posts = new SlackPosts(api, ids, channels, threads, uploads, session::canCustomize);
        this.downloads = new SlackDownloads(api, ids, settings.token(), client, clock);
        this.members = new SlackMembers(api, ids, self);
        this.signIn = SlackSignIn.of(settings.signInIssuer(), ids);
        SlackMessages messages = new SlackMessages(ids, self, threads);
        this.history = new SlackHistory(api, ids, messages, session, posts, threads, settings);
        this.directory = new SlackDirectory(api, ids, session::grant);
        this.pacing = settings.documentedPacing() ? SlackLimits.documented() : Pacing.unlimited();
        SlackEvents events = new SlackEvents(ids, self, messages, channels, api::revoked);
        this.webhooks = settings.signingSecrets().isEmpty()
                ? Optional.empty()
                : Optional.of(new SlackWebhooks(new SlackSignature(settings.signingSecrets(), clock), events));
        this.stream = settings.appToken().map(token -> new SlackSocket(api, token, client, events, channels, clock));
    }

    private static HttpOptions options(SlackSettings settings) {
        HttpOptions.Builder options = HttpOptions.builder()
                .endpoint(settings.apiUrl())
                .endpoint(settings.filesUrl())
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().read())
                .callTimeout(settings.timeouts().call());
        settings.socketUrl().ifPresent(options::endpoint);
        // Slack names hosts of its own for each Socket Mode connection and for uploads; they get no token.
        return options.contentHost("slack.com").contentHost("slack-gov.com").build();
    }

    @Override
    public WorkspaceId workspace() {
        return ids.workspace();
    }

    @Override
    public Features features(ChannelId channel) {
        channels.add(channel);
        return SlackFeatures.of(session.canCustomize());
    }

    @Override
    public Health check() throws ConnectorException, InterruptedException {
        UserId user = session.check();
        List<String> warnings = new ArrayList<>(session.warnings());
        if (webhooks.isEmpty() && stream.isEmpty()) {
            warnings.add("No events will arrive: set signing-secret for webhooks or app-token for Socket Mode");
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
    public Optional<Reactions> reactions() {
        return Optional.of(posts);
    }

    @Override
    public Optional<History> history() {
        return Optional.of(history);
    }

    @Override
    public Optional<Readback> readback() {
        return Optional.of(history);
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
    public Optional<StreamIngress> stream() {
        return stream;
    }

    @Override
    public void close() {
        HttpClientFactory.close(client);
    }
}
