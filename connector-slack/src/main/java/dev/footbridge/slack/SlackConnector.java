package dev.footbridge.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
import dev.footbridge.core.connector.Directory;
import dev.footbridge.core.connector.Draft;
import dev.footbridge.core.connector.Editing;
import dev.footbridge.core.connector.Features;
import dev.footbridge.core.connector.Health;
import dev.footbridge.core.connector.History;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Reactions;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.scope.Grant;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.HttpClientFactory;
import dev.footbridge.http.HttpOptions;
import dev.footbridge.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;

/** One workspace of Slack with one installation of an app. */
final class SlackConnector implements Connector {

    private final SlackSettings settings;
    private final SlackIds ids;
    private final SlackSelf self = new SlackSelf();
    private final SlackChannels channels = new SlackChannels();
    private final SlackThreads threads = new SlackThreads();
    private final ScopeCatalogue catalogue = SlackScopes.catalogue();
    private final ScopeGuard guard = new ScopeGuard(catalogue);
    private final OkHttpClient client;
    private final SlackApi api;
    private final SlackPosts posts;
    private final SlackHistory history;
    private final SlackDirectory directory;
    private final Pacing pacing;
    private final Optional<WebhookIngress> webhooks;
    private final Optional<StreamIngress> stream;
    private volatile Grant grant = Grant.unknown();

    SlackConnector(SlackSettings settings, Clock clock) {
        this.settings = settings;
        this.ids = new SlackIds(settings.teamId());
        this.client = HttpClientFactory.create(options(settings));
        this.api = new SlackApi(settings, client, guard, clock);
        this.posts = new SlackPosts(api, ids, channels, threads, this::canCustomize);
        SlackMessages messages = new SlackMessages(ids, self, threads);
        this.history = new SlackHistory(api, ids, messages, posts, settings);
        this.directory = new SlackDirectory(api, ids, () -> grant);
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
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().read())
                .callTimeout(settings.timeouts().call());
        settings.socketUrl().ifPresent(options::endpoint);
        // Socket Mode: Slack names a host of its own for each connection.
        return options.contentHost("slack.com").contentHost("slack-gov.com").build();
    }

    private boolean canCustomize() {
        return settings.customize()
                && catalogue.operation(SlackScopes.CUSTOMIZE).allowedBy(grant);
    }

    @Override
    public WorkspaceId workspace() {
        return ids.workspace();
    }

    @Override
    public Features features(ChannelId channel) {
        channels.add(channel);
        return SlackFeatures.of(canCustomize());
    }

    @Override
    public Health check() throws ConnectorException, InterruptedException {
        SlackApi.Answer answer = api.probe("auth.test", new FormBody.Builder());
        JsonNode identity = answer.json();
        String team = Json.text(identity, "team_id").orElse("");
        if (!team.equals(settings.teamId()) && !Json.flag(identity, "is_enterprise_install")) {
            throw ConnectorException.of(
                    Kind.UNAUTHORIZED, "other_workspace", "The token belongs to another workspace than team-id says");
        }
        String user = Json.nonBlank(identity, "user_id")
                .filter(SlackIds::isId)
                .orElseThrow(() -> SlackErrors.notFromSlack("auth.test", 200, "no_user"));
        self.learnBot(user, Json.text(identity, "bot_id").orElse(""));
        grant = answer.scopes().map(SlackScopes::grant).orElseGet(Grant::unknown);
        guard.granted(grant);
        return new Health(new UserId(ids.workspace(), user), grant, warnings());
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        catalogue.operations().stream()
                .filter(operation -> !operation.name().equals("apps.connections.open") && !operation.allowedBy(grant))
                .map(operation -> operation.name() + " will not work: add one of " + operation.alternatives()
                        + " to the app and install it again")
                .forEach(warnings::add);
        if (webhooks.isEmpty() && stream.isEmpty()) {
            warnings.add("No events will arrive: set signing-secret for webhooks or app-token for Socket Mode");
        }
        return warnings;
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
