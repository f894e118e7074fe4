package dev.footbridge.teams.emulator;

import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.HumanClient;
import dev.footbridge.testkit.emulator.TokenTable;
import dev.footbridge.testkit.emulator.WebhookPolicy;
import dev.footbridge.testkit.emulator.WebhookSender;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** All parts of one emulator, put together. */
record TeamsWorld(
        Tenant tenant,
        SigningKeys keys,
        TokenTable tokenTable,
        AccessTokens tokens,
        TokenEndpoint entra,
        SubscriptionBook book,
        ValidationTokens validationTokens,
        TeamsClient client,
        TeamsDocuments documents,
        Drives drives,
        DriveHost driveHost,
        Throttle throttle,
        WebhookSender sender,
        WebhookSender handshakes,
        Notifier notifier,
        EmulatorServer server)
        implements AutoCloseable {
    private static final String[] METHODS = {"GET", "POST", "PATCH", "PUT", "DELETE"};

    /** How the parts are to be put together. */
    record Plan(
            Clock clock,
            RandomGenerator random,
            int port,
            boolean tls,
            double timeScale,
            Duration batchWindow,
            Supplier<Map<String, Object>> description) {
        String scheme() {
            return tls ? "https" : "http";
        }
    }

    /** Builds the parts and starts the server, whose faults and limits the later parts need. */
    static TeamsWorld start(Plan plan) {
        var clock = plan.clock();
        var changes = new Changes();
        var tenant = new Tenant(Seed.TENANT_ID, Seed.TENANT_NAME, clock, plan.random(), changes);
        var keys = new SigningKeys();
        var tokenTable = new TokenTable(clock);
        var tokens = new AccessTokens(tenant, keys, tokenTable, clock);
        var signIn = new SignInPage(tenant, keys, clock, plan.scheme());
        var entra = new TokenEndpoint(tenant, tokens, signIn, clock);
        var book = new SubscriptionBook(clock);
        var items = new SharedItems();
        var drives = new Drives(tenant, clock);
        var client = new TeamsClient(tenant, changes, new SharedFiles(tenant, drives));
        var errors = new GraphErrors(tenant, clock);
        var driveJson = new DriveJson();
        var driveHost = new DriveHost(drives, driveJson, errors, tenant, clock);
        var api = new CompletableFuture<GraphApi>();
        var notifications = new CompletableFuture<WebhookSender>();
        var server = serve(
                plan,
                errors,
                entra,
                new OpenIdPages(tenant, keys, signIn, plan.scheme()),
                api,
                notifications,
                client,
                book,
                driveHost);
        var sender = sender(new GraphWebhookPolicy(), plan.timeScale(), server, clock);
        notifications.complete(sender);
        var handshakes = sender(GraphWebhookPolicy.handshake(), 1, server, clock);
        var json = MessageJson.basic(tenant.id());
        var validationTokens = new ValidationTokens(tenant, keys, clock);
        var notifier = new Notifier(book, tenant, json, validationTokens, sender, plan.random(), plan.batchWindow());
        changes.add(notifier::changed);
        var throttle = new Throttle(server.limits());
        var router = routes(tenant, json, book, new Handshake(handshakes, tenant), clock);
        var files = new DriveEndpoints(tenant, new Access(tenant), drives, driveHost, driveJson);
        files.register(router);
        new SharingEndpoints(tenant, items, files).register(router);
        api.complete(new GraphApi(router, Operations.load(), tokens, throttle, tenant, errors, plan.scheme()));
        return new TeamsWorld(
                tenant,
                keys,
                tokenTable,
                tokens,
                entra,
                book,
                validationTokens,
                client,
                new TeamsDocuments(tenant, items),
                drives,
                driveHost,
                throttle,
                sender,
                handshakes,
                notifier,
                server);
    }

    private static WebhookSender sender(WebhookPolicy policy, double timeScale, EmulatorServer server, Clock clock) {
        return new WebhookSender(
                policy, WebhookSender.Options.defaults().withTimeScale(timeScale), server.faults(), clock);
    }

    private static EmulatorServer serve(
            Plan plan,
            GraphErrors errors,
            TokenEndpoint entra,
            OpenIdPages openId,
            CompletableFuture<GraphApi> api,
            CompletableFuture<WebhookSender> notifications,
            HumanClient client,
            SubscriptionBook book,
            DriveHost driveHost) {
        var builder = EmulatorServer.builder("teams", plan.clock(), errors)
                .port(plan.port())
                .tls(plan.tls())
                .human(() -> Optional.of(client))
                .webhooks(() -> Optional.of(notifications.join()))
                .description(plan.description())
                .stores(() -> stores(client, book));
        for (var method : METHODS) {
            builder.route(method, "/v1.0/<path>", request -> api.join().answer(request));
        }
        builder.route(
                "POST",
                "/{tenant}/oauth2/v2.0/token",
                request -> entra.answer(request.pathParameter("tenant"), request));
        builder.route("GET", "/{tenant}/oauth2/v2.0/authorize", entra::page);
        openId.register(builder);
        driveHost.register(builder);
        return builder.start();
    }

    private static Map<String, Object> stores(HumanClient client, SubscriptionBook book) {
        var stores = new LinkedHashMap<String, Object>();
        client.channels().forEach(c -> stores.put(c.kind() + " " + c.name(), client.messages(c.id(), 10)));
        stores.put(
                "subscriptions",
                book.all().stream()
                        .map(s -> Map.of(
                                "id", s.id(),
                                "resource", s.resourceText(),
                                "expires", s.expires().toString(),
                                "paused", s.paused()))
                        .toList());
        return stores;
    }

    private static GraphRouter routes(
            Tenant tenant, MessageJson json, SubscriptionBook book, Handshake handshake, Clock clock) {
        var router = new GraphRouter();
        var access = new Access(tenant);
        var directory = new DirectoryJson(tenant);
        var imports = new Imports(access, tenant, clock);
        var lists = new MessageLists(access, json);
        var teams = new TeamEndpoints(tenant, access, directory);
        new UserEndpoints(tenant, access, directory).register(router);
        new GroupEndpoints(tenant, directory).register(router);
        teams.register(router);
        new ChatEndpoints(tenant, access, directory, teams).register(router);
        imports.register(router);
        lists.register(router);
        new DeltaEndpoint(access, lists, clock).register(router);
        new MessageEndpoints(access, new MessageReader(tenant), json, imports).register(router);
        new SubscriptionEndpoints(tenant, book, handshake, clock).register(router);
        return router;
    }

    @Override
    public void close() {
        server.close();
        notifier.close();
        sender.close();
        handshakes.close();
    }
}
