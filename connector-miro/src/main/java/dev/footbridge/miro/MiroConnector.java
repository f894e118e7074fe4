package dev.footbridge.miro;

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
import dev.footbridge.core.connector.LinkPreviews;
import dev.footbridge.core.connector.Memberships;
import dev.footbridge.core.connector.Pacing;
import dev.footbridge.core.connector.Prepared;
import dev.footbridge.core.connector.Readback;
import dev.footbridge.core.connector.Removal;
import dev.footbridge.core.connector.ScopeGuard;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.StreamIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.UserId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.core.scope.ScopeCatalogue;
import dev.footbridge.http.HttpClientFactory;
import dev.footbridge.http.HttpOptions;
import java.time.Clock;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** One team of Miro with one installation of an app. */
final class MiroConnector implements Connector {

    private final MiroIds ids;
    private final OkHttpClient client;
    private final MiroWatches watches;
    private final MiroSession session;
    private final MiroDownloads downloads;
    private final MiroMembers members;
    private final MiroPosts posts;
    private final MiroHistory history;
    private final MiroDirectory directory;
    private final MiroPoller poller;
    private final MiroCosts costs;
    private final MiroLinks links;
    private final MiroSharing sharing;
    private final Pacing pacing;
    private final MiroApi api;
    private final Optional<MiroEnterprise> enterprise;

    MiroConnector(MiroSettings settings, Clock clock, CredentialStore store, MiroPause pause) {
        ScopeCatalogue catalogue = MiroScopes.catalogue();
        ScopeGuard guard = new ScopeGuard(catalogue);
        MiroCredits credits = new MiroCredits(settings.polling().share(), clock);
        MiroOwn own = new MiroOwn();
        this.ids = new MiroIds(settings.teamId());
        this.client = HttpClientFactory.create(options(settings));
        MiroTokens tokens = MiroTokens.of(settings, client, clock, store);
        this.api = new MiroApi(settings.apiUrl(), client, tokens, catalogue, guard, credits, clock);
        this.session = new MiroSession(api, own, guard, ids, settings.scopes());
        this.watches = new MiroWatches(ids);
        MiroListing listing = new MiroListing(api, settings.pageSize());
        MiroPlacement placement = new MiroPlacement(listing, clock);
        this.downloads = new MiroDownloads(api, ids);
        this.members = new MiroMembers(api, ids);
        MiroMessages messages = new MiroMessages(ids, own);
        this.posts = new MiroPosts(api, ids, own, session, listing, placement, new MiroUploads(api));
        this.history = new MiroHistory(listing, ids, messages, session, posts, settings.settleTime());
        this.directory = new MiroDirectory(api, ids, watches, listing, settings.organizationId());
        this.costs = new MiroCosts(credits, settings.polling().interval());
        MiroFramePolls frames = new MiroFramePolls(listing, ids, new MiroEvents(messages), placement, clock);
        this.poller = new MiroPoller(api, watches, session, frames, credits, costs, settings.polling(), clock, pause);
        this.links = new MiroLinks(api, settings.linkHosts());
        this.sharing = new MiroSharing(api, links);
        this.pacing = settings.documentedPacing()
                ? MiroLimits.documented(settings.polling().share())
                : Pacing.unlimited();
        this.enterprise = settings.organizationId().map(organization -> {
            MiroEnterpriseCalls calls = new MiroEnterpriseCalls(api, organization);
            return new MiroEnterprise(calls, new MiroEnterpriseExports(calls, client, clock));
        });
    }

    private static HttpOptions options(MiroSettings settings) {
        HttpOptions.Builder options = HttpOptions.builder()
                .endpoint(settings.apiUrl())
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().read())
                .callTimeout(settings.timeouts().call());
        settings.exportHosts().forEach(options::contentHost);
        settings.fileHosts().forEach(options::contentHost);
        return options.build();
    }

    @Override
    public WorkspaceId workspace() {
        return ids.workspace();
    }

    @Override
    public Features features(ChannelId channel) {
        watches.add(channel);
        return MiroFeatures.all();
    }

    @Override
    public Health check() throws ConnectorException, InterruptedException {
        UserId user = session.check();
        return new Health(user, session.grant(), session.warnings());
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        watches.met(channel);
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
    public Optional<StreamIngress> stream() {
        return Optional.of(poller);
    }

    @Override
    public Optional<LinkPreviews> linkPreviews() {
        return Optional.of(links);
    }

    @Override
    public Optional<Sharing> sharing() {
        return Optional.of(sharing);
    }

    /** The organisation, where one is configured. */
    /** For tests of single operations. */
    MiroApi api() {
        return api;
    }

    Optional<MiroEnterprise> enterprise() {
        return enterprise;
    }

    /** What polling cost so far. */
    MiroPolling.Statistics polling() {
        return costs.statistics();
    }

    @Override
    public void close() {
        HttpClientFactory.close(client);
    }
}
