package dev.footbridge.teams;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footbridge.core.connector.Connector;
import dev.footbridge.core.connector.ConnectorConfig;
import dev.footbridge.core.connector.ConnectorException;
import dev.footbridge.core.connector.ConnectorException.Kind;
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
import dev.footbridge.core.connector.Secret;
import dev.footbridge.core.connector.Sharing;
import dev.footbridge.core.connector.SignIn;
import dev.footbridge.core.connector.SignInGroups;
import dev.footbridge.core.connector.Subscriptions;
import dev.footbridge.core.connector.WebhookIngress;
import dev.footbridge.core.id.ChannelId;
import dev.footbridge.core.id.MessageId;
import dev.footbridge.core.id.WorkspaceId;
import dev.footbridge.http.HttpClientFactory;
import dev.footbridge.http.HttpOptions;
import dev.footbridge.http.HttpSender;
import dev.footbridge.http.Json;
import dev.footbridge.http.OAuthGrant;
import dev.footbridge.http.OAuthSettings;
import dev.footbridge.http.OAuthTokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.OkHttpClient;

/** One tenant, with one relay account or as an application. */
final class TeamsConnector implements Connector {

    /** Where addresses of files and uploads lead, of all clouds; they get no token. */
    private static final List<String> STORAGE =
            List.of("sharepoint.com", "sharepoint.us", "sharepoint-mil.us", "sharepoint.cn", "svc.ms", "1drv.com");

    private final TeamsIds ids;
    private final TeamsIdentity identity;
    private final TeamsScopes scopes;
    private final OkHttpClient client;
    private final TeamsApi api;
    private final TeamsPreparing preparing;
    private final TeamsPosts posts;
    private final TeamsHistory history;
    private final TeamsReadback readback;
    private final TeamsDirectory directory;
    private final TeamsMembers members;
    private final TeamsDownloads downloads;
    private final SignIn signIn;
    private final TeamsSignInGroups groups;
    private final TeamsNotificationKeys notificationKeys;
    private final TeamsSubscriptions subscriptions;
    private final TeamsEvents events;
    private final Optional<Sharing> sharing;
    private final Pacing pacing;

    private TeamsConnector(ConnectorConfig config) {
        Clock clock = config.clock();
        Optional<Secret> refreshToken = config.findSecret(TeamsSettings.REFRESH_TOKEN);
        ids = TeamsIds.ofTenant(config.text(TeamsSettings.TENANT));
        identity = new TeamsIdentity(ids, refreshToken.isPresent(), config.text(TeamsSettings.CLIENT_ID));
        scopes = new TeamsScopes(refreshToken.isPresent());
        client = client(config);
        OAuthTokens tokens = new OAuthTokens(oauth(config, refreshToken), client, clock, config.credentials());
        api = new TeamsApi(config.url(TeamsSettings.GRAPH_URL), client, tokens, identity, scopes, clock);

        TeamsWriter writer = new TeamsWriter(ids);
        TeamsReader reader = new TeamsReader(ids);
        TeamsAddresses addresses = new TeamsAddresses();
        TeamsMessages messages = new TeamsMessages(ids, identity, reader, addresses);
        members = new TeamsMembers(api, ids);
        downloads = new TeamsDownloads(api, ids, addresses);
        signIn = TeamsSignIn.of(issuer(config), ids);
        groups = new TeamsSignInGroups(api, ids, config.url(TeamsSettings.GRAPH_URL));
        preparing = new TeamsPreparing(writer);
        posts = new TeamsPosts(api, ids, identity, writer, new TeamsStorage(api, members, identity, client, clock));
        history = new TeamsHistory(api, ids, messages, clock);
        readback = new TeamsReadback(history, ids, identity, messages, reader, clock);
        directory = new TeamsDirectory(api, ids, identity);

        Secret clientState = config.secret(TeamsSettings.CLIENT_STATE);
        notificationKeys = notificationKeys(config, client);
        subscriptions = new TeamsSubscriptions(api, ids, clientState, notificationKeys, clock);
        events = new TeamsEvents(ids, clientState, subscriptions, notificationKeys, messages, new TeamsEventIds(clock));
        sharing = sharing(config);
        pacing = config.text(TeamsSettings.PACING).equals("off") ? Pacing.unlimited() : TeamsLimits.documented();
    }

    static TeamsConnector of(ConnectorConfig config) {
        TeamsSettings.check(config);
        return new TeamsConnector(config);
    }

    private static OkHttpClient client(ConnectorConfig config) {
        HttpOptions.Builder options = HttpOptions.builder();
        STORAGE.forEach(options::contentHost);
        return HttpClientFactory.create(options.endpoint(config.url(TeamsSettings.GRAPH_URL))
                .endpoint(config.url(TeamsSettings.LOGIN_URL))
                .endpoint(config.url(TeamsSettings.OPENID_CONFIGURATION_URL))
                .connectTimeout(config.duration(TeamsSettings.CONNECT_TIMEOUT))
                .readTimeout(config.duration(TeamsSettings.READ_TIMEOUT))
                .callTimeout(config.duration(TeamsSettings.CALL_TIMEOUT))
                .build());
    }

    private Optional<Sharing> sharing(ConnectorConfig config) {
        String mode = config.text(TeamsSettings.DOCUMENTS);
        Set<String> domains = config.find(TeamsSettings.MAIL_DOMAINS)
                .map(list ->
                        Set.copyOf(List.of(list.strip().toLowerCase(Locale.ROOT).split("[\\s,]+"))))
                .orElse(Set.of());
        return mode.equals("off")
                ? Optional.empty()
                : Optional.of(new TeamsSharing(api, mode.equals("share"), domains, config.clock()));
    }

    private static URI issuer(ConnectorConfig config) {
        return config.find(TeamsSettings.SIGN_IN_ISSUER)
                .map(issuer -> config.url(TeamsSettings.SIGN_IN_ISSUER))
                .orElseGet(() -> URI.create(
                        config.url(TeamsSettings.LOGIN_URL) + "/" + config.text(TeamsSettings.TENANT) + "/v2.0"));
    }

    private static OAuthSettings oauth(ConnectorConfig config, Optional<Secret> refreshToken) {
        URI tokenUrl = URI.create(
                config.url(TeamsSettings.LOGIN_URL) + "/" + config.text(TeamsSettings.TENANT) + "/oauth2/v2.0/token");
        String scope = config.text(TeamsSettings.TOKEN_SCOPE);
        String clientId = config.text(TeamsSettings.CLIENT_ID);
        OAuthGrant grant = refreshToken
                .<OAuthGrant>map(token -> new OAuthGrant.RefreshToken(
                        token, "teams-" + config.text(TeamsSettings.TENANT) + "-" + clientId))
                .orElseGet(OAuthGrant.ClientCredentials::new);
        return OAuthSettings.of(
                tokenUrl,
                clientId,
                config.findSecret(TeamsSettings.CLIENT_SECRET),
                grant,
                Map.of("scope", refreshToken.isPresent() ? scope + " offline_access" : scope));
    }

    private static TeamsNotificationKeys notificationKeys(ConnectorConfig config, OkHttpClient client) {
        String tenant = config.text(TeamsSettings.TENANT);
        Set<String> issuers = Set.of(
                config.url(TeamsSettings.TOKEN_ISSUER) + "/" + tenant + "/",
                config.url(TeamsSettings.LOGIN_URL) + "/" + tenant + "/v2.0");
        TeamsValidationTokens tokens = new TeamsValidationTokens(
                config.url(TeamsSettings.OPENID_CONFIGURATION_URL),
                config.text(TeamsSettings.CLIENT_ID),
                issuers,
                new HttpSender(client),
                config.clock());
        return new TeamsNotificationKeys(
                config.find(TeamsSettings.KEYSTORE).map(Path::of),
                config.findSecret(TeamsSettings.KEYSTORE_PASSWORD).orElse(Secret.of("")),
                tokens);
    }

    @Override
    public WorkspaceId workspace() {
        return ids.workspace();
    }

    @Override
    public Features features(ChannelId channel) {
        return TeamsFeatures.of(identity.isDelegated(), hasThreads(channel), identity.isGuest());
    }

    private boolean hasThreads(ChannelId channel) {
        return !(ids.find(channel).orElse(null) instanceof TeamsPlace.InChat);
    }

    /** Asks {@code /me}; an application is nobody, so its token has to do. */
    @Override
    public Health check() throws ConnectorException, InterruptedException {
        api.token();
        if (identity.isDelegated()) {
            JsonNode me = api.call(TeamsCall.ME, Map.of(), Map.of("select", List.of("id", "displayName", "userType")));
            identity.learnGuest(Json.text(me, "userType").orElse("").equalsIgnoreCase("Guest"));
            identity.learnUser(Json.nonBlank(me, "id")
                    .orElseThrow(() ->
                            ConnectorException.of(Kind.UNAVAILABLE, "odd_answer", "/me was answered without id")));
        }
        List<String> warnings = new ArrayList<>(scopes.warnings());
        notificationKeys.problem().ifPresent(warnings::add);
        try {
            notificationKeys.fetch();
        } catch (ConnectorException e) {
            warnings.add(e.getMessage() + ": notifications with resource data count as hints until then");
        }
        return new Health(identity.self().orElseThrow(), identity.grant(), warnings);
    }

    @Override
    public Prepared prepare(ChannelId channel, Draft draft) {
        return preparing.prepare(draft, hasThreads(channel), features(channel));
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
        return asAccount(posts);
    }

    @Override
    public Optional<Removal> removal() {
        return asAccount(posts);
    }

    @Override
    public Optional<Reactions> reactions() {
        return asAccount(posts);
    }

    private <T> Optional<T> asAccount(T capability) {
        return identity.isDelegated() ? Optional.of(capability) : Optional.empty();
    }

    @Override
    public Optional<History> history() {
        return Optional.of(history);
    }

    @Override
    public Optional<Readback> readback() {
        return asAccount(readback);
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
        return Optional.of(groups);
    }

    @Override
    public Optional<WebhookIngress> webhooks() {
        return Optional.of(events);
    }

    @Override
    public Optional<Subscriptions> subscriptions() {
        return Optional.of(subscriptions);
    }

    @Override
    public Optional<Sharing> sharing() {
        return sharing;
    }

    @Override
    public void close() {
        notificationKeys.close();
        HttpClientFactory.close(client);
    }
}
