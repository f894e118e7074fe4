package dev.footbridge.gchat;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
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
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.http.FileTransfer;
import dev.footbridge.http.HttpClientFactory;
import dev.footbridge.http.HttpOptions;
import dev.footbridge.http.HttpSender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** One organisation on Google Chat, as an app or as one of its accounts. */
final class GchatConnector implements Connector {

    private final GchatIds ids;
    private final GchatApi api;
    private final OkHttpClient client;
    private final GchatIdentity identity;
    private final GchatDownloads downloads;
    private final GchatMembers members;
    private final SignIn signIn;
    private final Optional<SignInGroups> groups;
    private final GchatPosts posts;
    private final Optional<Reactions> reactions;
    private final Optional<History> history;
    private final GchatReadback readback;
    private final GchatDirectory directory;
    private final Optional<Sharing> sharing;
    private final GchatBearer bearer;
    private final Optional<WebhookIngress> webhooks;
    private final Optional<StreamIngress> stream;
    private final Optional<Subscriptions> subscriptions;
    private final Features features;
    private final Pacing pacing;

    GchatConnector(GchatSettings settings, Clock clock) {
        GchatAuth auth = settings.auth();
        this.ids = new GchatIds(settings.domain());
        GchatSelf self = new GchatSelf(ids, auth);
        GchatThreads threads = new GchatThreads();
        GchatAttempts attempts = new GchatAttempts();
        GchatMessages messages = new GchatMessages(ids, self, threads);
        this.client =
                HttpClientFactory.create(options(settings, key(settings, null).getTokenServerUri()));
        this.api = api(settings, client, clock);
        this.identity = new GchatIdentity(api, ids, self, auth, settings.subject());
        this.downloads = new GchatDownloads(api, ids);
        this.members = new GchatMembers(api, ids, messages);
        this.signIn = GchatSignIn.of(settings.signInIssuer(), ids);
        this.groups = auth.isDelegated() ? Optional.of(new GchatSignInGroups(api, ids)) : Optional.empty();
        this.posts = new GchatPosts(
                api,
                ids,
                self,
                threads,
                attempts,
                new GchatUploads(api, ids),
                GchatUploads.limits(auth),
                settings.authorCards());
        Optional<GchatReactions> reacting =
                auth.isDelegated() ? Optional.of(new GchatReactions(api, ids, identity)) : Optional.empty();
        this.reactions = reacting.map(Reactions.class::cast);
        GchatHistory reading = new GchatHistory(api, ids, identity, messages, threads, reacting, settings.pageSize());
        this.history = auth.reads() ? Optional.of(reading) : Optional.empty();
        this.readback = new GchatReadback(auth, ids, reading, threads, attempts, posts, settings.settleTime());
        this.directory = new GchatDirectory(api, ids, auth, messages);
        this.sharing = settings.documents() == GchatDocumentsMode.OFF
                ? Optional.empty()
                : Optional.of(new GchatSharing(api, settings.documents(), clock));
        this.features = GchatFeatures.of(auth, settings.authorCards());
        this.pacing = settings.documentedPacing() ? GchatLimits.documented() : Pacing.unlimited();

        GchatReader reader = new GchatReader(ids, settings.eventMarkup());
        GchatLeases leases = new GchatLeases();
        GchatEvents events = new GchatEvents(ids, self, messages, reader, leases);
        this.bearer = new GchatBearer(
                settings.senders(), settings.oidcKeysUrl(), settings.chatKeysUrl(), new HttpSender(client), clock);
        GchatInteractions interactions = new GchatInteractions(ids, self, messages, reader);
        this.webhooks = settings.senders().isEmpty()
                ? Optional.empty()
                : Optional.of(new GchatWebhooks(bearer, events, interactions));
        GchatCatchUp catchUp = new GchatCatchUp(api, ids, auth, events, leases, clock);
        events.onGap(catchUp::missed);
        this.stream = settings.queue().map(queue -> new GchatPull(api, identity, events, interactions, catchUp, queue));
        this.subscriptions = settings.topic()
                .filter(topic -> auth.reads())
                .map(topic ->
                        new GchatSubscriptions(api, ids, auth, leases, bearer, topic, settings.fullPayload(), clock));
    }

    private static GchatApi api(GchatSettings settings, OkHttpClient client, Clock clock) {
        GchatTransport transport = new GchatTransport(client);
        GchatScopes scopes = new GchatScopes(settings.auth());
        ServiceAccountCredentials own = key(settings, transport);
        GoogleCredentials acting = settings.subject().map(own::createDelegated).orElse(own);
        GchatTokens tokens = new GchatTokens(
                acting,
                settings.scopes(),
                settings.auth().isDelegated() ? GchatScopes.all(settings.auth()) : List.of(),
                // An app is given whatever it asks for; what an administrator approved shows only when it calls.
                settings.auth().isDelegated() ? scopes::granted : names -> {},
                clock);
        GchatTokens ownTokens = new GchatTokens(own, List.of(GchatScopes.PUBSUB), List.of(), names -> {}, clock);
        GchatTokens driveTokens =
                new GchatTokens(acting, settings.documents().scopes(), List.of(), scopes::grantedBesides, clock);
        GchatTokens groupTokens =
                new GchatTokens(acting, List.of(GchatScopes.GROUPS), List.of(), scopes::grantedBesides, clock);
        return new GchatApi(
                settings.urls(),
                transport,
                new FileTransfer(client),
                tokens,
                ownTokens,
                driveTokens,
                groupTokens,
                scopes,
                clock);
    }

    /** The service account as its key names it; no I/O. */
    private static ServiceAccountCredentials key(
            GchatSettings settings, @org.jspecify.annotations.Nullable GchatTransport transport) {
        try {
            ServiceAccountCredentials.Builder key = ServiceAccountCredentials.fromStream(new ByteArrayInputStream(
                            settings.serviceAccount().reveal().getBytes(StandardCharsets.UTF_8)))
                    .toBuilder()
                    // A second try, where it makes sense, is the caller's.
                    .setDefaultRetriesEnabled(false);
            settings.tokenUrl().ifPresent(key::setTokenServerUri);
            if (transport != null) {
                key.setHttpTransportFactory(() -> transport);
            }
            return key.build();
        } catch (IOException | RuntimeException e) {
            // The library's message may quote the key.
            throw new IllegalArgumentException("setting service-account must be the JSON of a service account's key");
        }
    }

    private static HttpOptions options(GchatSettings settings, URI tokenUrl) {
        return HttpOptions.builder()
                .endpoints(List.copyOf(settings.urls().values()))
                .endpoint(tokenUrl)
                .endpoint(settings.oidcKeysUrl())
                .endpoint(settings.chatKeysUrl())
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().read())
                .callTimeout(settings.timeouts().call())
                .build();
    }

    @Override
    public WorkspaceId workspace() {
        return ids.workspace();
    }

    @Override
    public Features features(ChannelId channel) {
        return features;
    }

    @Override
    public Health check() throws ConnectorException, InterruptedException {
        UserId user = identity.check();
        List<String> warnings = new ArrayList<>(api.scopes().warnings());
        if (webhooks.isEmpty() && stream.isEmpty()) {
            warnings.add("No events will arrive: set audience, project-number or push-service-account for webhooks, or"
                    + " pubsub-subscription to pull");
        } else if (history.isPresent() && subscriptions.isEmpty()) {
            warnings.add("Only what people do with the app will be heard: set pubsub-topic to subscribe spaces");
        }
        if (webhooks.isPresent()) {
            try {
                bearer.fetch();
            } catch (ConnectorException e) {
                warnings.add(e.getMessage() + ": webhooks are refused until then");
            }
        }
        return new Health(user, api.scopes().grant(), warnings);
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
        return reactions;
    }

    @Override
    public Optional<History> history() {
        return history;
    }

    @Override
    public Optional<Readback> readback() {
        return Optional.of(readback);
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
    public Optional<SignInGroups> signInGroups() {
        return groups;
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
    public Optional<Subscriptions> subscriptions() {
        return subscriptions;
    }

    @Override
    public Optional<Sharing> sharing() {
        return sharing;
    }

    @Override
    public void close() {
        bearer.close();
        HttpClientFactory.close(client);
    }
}
