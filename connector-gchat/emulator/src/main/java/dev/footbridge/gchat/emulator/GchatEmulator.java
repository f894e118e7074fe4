package dev.footbridge.gchat.emulator;

import dev.footbridge.testkit.emulator.Emulator;
import dev.footbridge.testkit.emulator.EmulatorRequest;
import dev.footbridge.testkit.emulator.EmulatorServer;
import dev.footbridge.testkit.emulator.Faults;
import dev.footbridge.testkit.emulator.HumanClient;
import dev.footbridge.testkit.emulator.RateLimits;
import dev.footbridge.testkit.emulator.Reply;
import dev.footbridge.testkit.emulator.RequestJournal;
import dev.footbridge.testkit.emulator.RouteHandler;
import dev.footbridge.testkit.emulator.TokenTable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One Google Workspace organisation with one Chat app, over real HTTP: Chat, Workspace Events, Pub/Sub, Directory and People at
 * one address, and the people in the client. Safe for concurrent use. Its README says what it does and what it leaves out.
 */
public final class GchatEmulator implements Emulator {
    /** The format of interaction events. */
    public enum Format {
        /** Chat's own. */
        CLASSIC,
        /** That of Google Workspace add-ons. */
        ADD_ON
    }

    /** What the tokens of interaction events are made out to. */
    public enum Audience {
        ENDPOINT_URL,
        PROJECT_NUMBER
    }

    private final Domain domain;
    private final GchatPeople people;
    private final GchatAdmin admin;
    private final ServiceAccount account;
    private final GchatEvents events;
    private final GchatDrive drive;
    private final GchatGroups groups;
    private final Outbox outbox;
    private final EmulatorServer server;

    GchatEmulator(GchatEmulatorBuilder settings) {
        Ids ids = new Ids(settings.random);
        domain = settings.domain(ids);
        ChatErrors errors = new ChatErrors(domain.identity().projectNumber());
        EmulatorServer.Builder stage = EmulatorServer.builder("gchat", settings.clock, errors);
        Tokens tokens =
                new Tokens(domain, new TokenTable(settings.clock), settings.approvedScopes, settings.delegatedScopes);
        account = new ServiceAccount(domain.identity(), Keys.ofServiceAccount(), ids);
        TokenEndpoint oauth = new TokenEndpoint(domain, tokens, account);
        ChatApi api = new ChatApi(domain, new MethodTable(), tokens, stage.limits(), errors);
        Changes changes = new Changes(ids);
        Timeline timeline = new Timeline(domain, changes);
        ClientFeed feed = new ClientFeed(domain);
        Files files = new Files(ids);
        people = new GchatPeople(domain, timeline, feed, files, GchatEmulatorBuilder.relay(domain));
        admin = new GchatAdmin(domain, timeline, changes, people, tokens, oauth, account);
        Access access = new Access(domain, settings.markdownByDefault);
        MessageJson json = new MessageJson(domain);
        MediaMethods media = new MediaMethods(access, files, settings.tls ? "https" : "http");
        SpaceEvents spaceEvents = new SpaceEvents(access, tokens, new EventJson(domain, json));
        GoogleTokens google = new GoogleTokens(domain.identity().projectNumber(), settings.clock);
        outbox = new Outbox(domain, people, tokens, settings, stage.faults(), google, json);
        events = outbox.events();
        outbox.register(api, changes);
        changes.add(spaceEvents);
        changes.add(feed);
        new SpaceMethods(timeline, access).register(api);
        new MemberMethods(timeline, access).register(api);
        MessageReader reader = new MessageReader(domain, files, settings.markdownByDefault);
        new MessageMethods(timeline, access, reader, json).register(api);
        new MessageListMethod(access, json).register(api);
        new ReactionMethods(timeline, access, json).register(api);
        new DirectoryMethods(domain).register(api);
        Groups stored = new Groups();
        groups = new GchatGroups(domain, stored, people);
        new GroupMethods(domain, stored).register(api);
        DriveFiles driveFiles = new DriveFiles();
        drive = new GchatDrive(domain, driveFiles, people);
        new DriveMethods(domain, driveFiles).register(api);
        media.register(api);
        spaceEvents.register(api);
        stage.limits().enabled(settings.rateLimits);
        for (String method : new String[] {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
            stage.route(method, "/v1/<path>", api::answer);
        }
        server = stage.port(settings.port)
                .tls(settings.tls)
                .route("GET", "/admin/<path>", api::answer)
                .route("POST", "/admin/<path>", api::answer)
                .route("DELETE", "/admin/<path>", api::answer)
                .route("GET", "/drive/<path>", api::answer)
                .route("POST", "/drive/<path>", api::answer)
                .route("GET", "/oauth2/v2/userinfo", api::answer)
                .streamingRoute("POST", "/upload/<path>", api::upload)
                .route("POST", "/resumable/<path>", api::upload)
                .streamingRoute("PUT", "/upload-session/{id}", answering(errors, request -> media.finish(request)))
                .streamingRoute("POST", "/upload-session/{id}", answering(errors, request -> media.finish(request)))
                .route("POST", "/token", oauth::token)
                .route("GET", "/tokeninfo", oauth::info)
                .route("POST", "/tokeninfo", oauth::info)
                .route("POST", "/oauth2/v2/tokeninfo", oauth::info)
                .route("GET", "/oauth2/v3/certs", request -> Reply.json(google.keySet()))
                .route("GET", "/oauth2/v1/certs", request -> Reply.json(google.accountCertificates()))
                .route("GET", "/service_accounts/v1/metadata/x509/{account}", request -> certificates(request, google))
                .webhooks(() -> Optional.of(outbox.pushes()))
                .stores(() -> Description.stores(domain))
                .description(this::describe)
                .human(() -> Optional.of(people))
                .start();
    }

    /** Certificates of Chat, and of the app's own service account. */
    private Reply certificates(EmulatorRequest request, GoogleTokens google) {
        String email = request.pathParameter("account");
        if (email.equals(GoogleTokens.CHAT)) {
            return Reply.json(google.chatCertificates());
        }
        return email.equals(account.email())
                ? Reply.json(account.keys().certificates())
                : Reply.json(404, Map.of("error", "not_found"));
    }

    private static RouteHandler answering(ChatErrors errors, RouteHandler handler) {
        return request -> {
            try {
                return handler.handle(request);
            } catch (ChatFault fault) {
                return errors.render(fault);
            }
        };
    }

    public static GchatEmulatorBuilder builder() {
        return new GchatEmulatorBuilder();
    }

    @Override
    public String name() {
        return "gchat";
    }

    @Override
    public URI baseUrl() {
        return server.baseUrl();
    }

    /** The service account's credentials file, whose addresses lead here. */
    public Map<String, Object> credentials() {
        return account.credentials(baseUrl());
    }

    /** The id of a person by handle, or of the app by {@code app}. */
    public String userId(String handle) {
        synchronized (domain) {
            return people.user(handle).id();
        }
    }

    /** The id of a space by its name. */
    public String spaceId(String displayName) {
        synchronized (domain) {
            return people.space(displayName).id();
        }
    }

    /** The mail address of the account that a bridge acts as by domain-wide delegation. */
    public String relayEmail() {
        return GchatEmulatorBuilder.relay(domain).email();
    }

    /** What administrators and the app's owner do. */
    public GchatAdmin admin() {
        return admin;
    }

    /** What an administrator does with groups. */
    public GchatGroups groups() {
        return groups;
    }

    /** What people do with their files. */
    public GchatDrive drive() {
        return drive;
    }

    /** How events leave: Pub/Sub, Workspace Events, the app's endpoint. */
    public GchatEvents events() {
        return events;
    }

    @Override
    public Map<String, Object> describe() {
        return Description.of(domain, this);
    }

    /** The server itself, for its certificate authority and port. */
    public EmulatorServer server() {
        return server;
    }

    /** The OAuth client that people consent to, id and secret. */
    ServiceAccount account() {
        return account;
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
        return outbox.awaitIdle(timeout);
    }

    @Override
    public void close() {
        outbox.close();
        server.close();
    }
}
